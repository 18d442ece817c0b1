import type { IDataObject } from 'n8n-workflow';
import { objectIn } from '../../../core/data/json';
import type { Call } from '../../../core/node/call';
import { fieldInputs, objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import {
	flags,
	actingUser,
	milliseconds,
	objectName,
	triggers,
	triggersOf,
} from '../../parameters';
import { payload, recordPath, write } from '../../requests';
import { besides, details, writeOptions } from './parameters';
import { detailRows, nothingToWrite, written } from '../../written';

/** The ID of a created record: pages and clients find it in different places. */
export function createdId(body: IDataObject): string | undefined {
	const data = objectIn(body.data);
	const id = body.dataId ?? data._id ?? data.dataId;
	return typeof id === 'string' && id ? id : undefined;
}

/** Time and author of the record, where they are given. */
function stamps(call: Call): { values: IDataObject; switches: IDataObject } {
	const time = milliseconds(call, 'createTime');
	const author = call.text('createdBy') && call.id('createdBy');
	return {
		values: {
			...(time !== undefined && { create_time: time }),
			...(author && { created_by: [author] }),
		},
		switches: {
			...(time !== undefined && { hasSpecifyTime: true }),
			...(author && { hasSpecifyCreatedBy: true }),
		},
	};
}

export const create = each({
	name: 'Create',
	action: 'Create a record',
	description: 'Create a record, with rows of its child objects',
	properties: [objectType, ...fieldInputs('add'), details, ...triggers],
	options: [
		{
			displayName: 'Create Time',
			name: 'createTime',
			type: 'dateTime',
			default: '',
			description: 'A create time of your own',
		},
		{
			displayName: 'Created By',
			name: 'createdBy',
			type: 'string',
			default: '',
			description: 'User ID of an author of your own',
		},
		{
			displayName: 'Fill Out Owner',
			name: 'fillOutOwner',
			type: 'boolean',
			default: true,
			description: 'Whether Fxiaoke fills in the owner (custom objects)',
		},
		{
			displayName: 'Lookups by Name',
			name: 'needConvertLookup',
			type: 'boolean',
			default: true,
			description:
				'Whether lookups are given under their API name with __r (custom objects); switch on "Send Unknown Fields" for these keys',
		},
		{
			displayName: 'Refuse Duplicates',
			name: 'checkDuplicateSearch',
			type: 'boolean',
			default: true,
			description: 'Whether duplicates are searched for first (custom objects)',
		},
		{
			displayName: 'Return Detail IDs',
			name: 'includeDetailIds',
			type: 'boolean',
			default: true,
			description: 'Whether to return the IDs of the child rows as Fxiaoke gives them',
		},
		...writeOptions,
	],
	async run(call) {
		const dataObjectApiName = objectName(call);
		const values = await written(call, dataObjectApiName);
		if (!Object.keys(values).length) nothingToWrite(call);
		const { values: stamped, switches } = stamps(call);
		const children = await detailRows(call);
		const body = await call.api.request(
			write(
				recordPath(dataObjectApiName, 'create'),
				{
					...triggersOf(call),
					...switches,
					...flags(call, ['includeDetailIds', 'checkDuplicateSearch', 'convertUserId']),
					data: {
						object_data: { ...values, ...stamped, dataObjectApiName },
						...(children && { details: children }),
						...besides(call),
						...flags(call, ['fillOutOwner', 'needConvertLookup']),
					},
				},
				actingUser(call),
			),
		);
		const { dataId: _id = createdId(body), ...rest } = payload(body);
		const more = call.flag('includeDetailIds') || _id === undefined ? rest : {};
		return { json: { _id, created: true, ...more } };
	},
});
