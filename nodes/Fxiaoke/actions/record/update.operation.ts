import { clearFields, fieldInputs, objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { flags, actingUser, objectName, oneRecordId, triggers, triggersOf } from '../../parameters';
import { recordPath, write } from '../../requests';
import { besides, clearWith, details, skipStatus, writeOptions } from './parameters';
import { readRecord } from '../../readRecord';
import { detailRows, nothingToWrite, refuseOwner, written } from '../../written';

/** Update Preset Object, and its twin for custom objects. The answer holds nothing but the envelope. */
export const update = each({
	name: 'Update',
	action: 'Update a record',
	description:
		'Change fields of a record and rows of its child objects; other fields stay as they are',
	properties: [
		objectType,
		oneRecordId,
		...fieldInputs('map'),
		{
			...details,
			description:
				'Rows of child objects: the API name of the child object, and a list of rows. Rows with "_id" are edited. Whether rows that are left out are deleted is not documented.',
		},
		...triggers,
	],
	options: [
		clearFields,
		clearWith,
		skipStatus,
		{
			displayName: 'Return Record',
			name: 'returnRecord',
			type: 'boolean',
			default: true,
			description: 'Whether to return the updated record, with one more request',
		},
		...writeOptions,
	],
	key: (call) => call.text('recordId'),
	async run(call) {
		const dataObjectApiName = objectName(call);
		const _id = call.id('recordId');
		const values = await written(call, dataObjectApiName);
		refuseOwner(call, values);
		const children = await detailRows(call);
		if (!Object.keys(values).length && !children) nothingToWrite(call);
		const actAs = actingUser(call);
		await call.api.request(
			write(
				recordPath(dataObjectApiName, 'update'),
				{
					...triggersOf(call),
					...flags(call, ['convertUserId']),
					data: {
						object_data: { ...values, _id, dataObjectApiName },
						...(children && { details: children }),
						...besides(call),
						...flags(call, ['skipDataStatusValidate']),
					},
				},
				actAs,
			),
		);
		if (!call.flag('returnRecord')) return { json: { _id, updated: true } };
		return { json: await readRecord(call.api, { objectType: dataObjectApiName, id: _id, actAs }) };
	},
});
