import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { VendorField } from '../../../core/data/fields';
import type { Call } from '../../../core/node/call';
import { clearFields, fieldInputs, objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import { rowsIn, searchRequest } from '../../pages';
import { flags, actingUser, objectName, triggers, triggersOf } from '../../parameters';
import { payload, recordPath, write } from '../../requests';
import { createdId } from './create.operation';
import { besides, clearWith, details, writeOptions } from './parameters';
import { detailRows, fitted, written } from '../../written';

const SHOWN = 10;

const matchField: INodeProperties = {
	displayName: 'Match Field Name or ID',
	name: 'uniqueField',
	type: 'options',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	typeOptions: { loadOptionsMethod: 'getSearchFields', loadOptionsDependsOn: ['objectType.value'] },
	default: '',
	required: true,
	hint: 'Fxiaoke has no "create or update" of its own: records are searched by this field first',
};

const matchValue: INodeProperties = {
	displayName: 'Match Value',
	name: 'uniqueValue',
	type: 'string',
	default: '',
	required: true,
	description: 'None found: created. One found: updated. Several found: refused, with their IDs.',
};

interface Match {
	dataObjectApiName: string;
	name: string;
	field?: VendorField;
	value: IDataObject[string];
	actAs?: string;
}

async function matchOf(call: Call): Promise<Match> {
	const dataObjectApiName = objectName(call);
	const name = call.id('uniqueField');
	const field = (await call.api.fields(dataObjectApiName)).find((known) => known.name === name);
	if (field && !['text', 'number', 'choice', 'person', 'boolean'].includes(field.kind ?? 'text')) {
		call.refuse('uniqueField', `is "${field.label}", by which no single record can be found`);
	}
	const value = fitted(call, {
		parameter: 'uniqueValue',
		field,
		value: call.required('uniqueValue'),
	});
	return { dataObjectApiName, name, field, value, actAs: actingUser(call) };
}

/** The ID of the one record that matches. */
async function find(call: Call, match: Match): Promise<string | undefined> {
	const { dataObjectApiName, name, field, value, actAs } = match;
	const filter = {
		field_name: name,
		operator: field?.kind === 'person' ? 'IN' : 'EQ',
		field_values: [value].flat().map(String),
	};
	const body = await call.api.request(
		searchRequest(
			{
				objectType: dataObjectApiName,
				filters: [filter],
				orders: [],
				fieldProjection: ['_id'],
				actAs,
			},
			{ limit: SHOWN, offset: 0, orders: [{ fieldName: '_id', isAsc: true }] },
		),
	);
	const ids = rowsIn(body).map(({ _id }) => String(_id));
	if (ids.length > 1) {
		call.fail(
			`${ids.length < SHOWN ? ids.length : `${SHOWN} or more`} records have "${name}" = "${String(value)}": ${ids.join(', ')}`,
			'Match by a field that is unique, or clear the duplicates up first',
		);
	}
	return ids[0];
}

/** When nobody knows whether the create arrived, one look tells; it is never sent again. */
async function create(call: Call, match: Match, data: IDataObject): Promise<string | undefined> {
	const { dataObjectApiName, actAs } = match;
	const body = { ...triggersOf(call), ...flags(call, ['convertUserId']), data };
	return await call.api.request(write(recordPath(dataObjectApiName, 'create'), body, actAs)).then(
		(answer) => createdId({ ...payload(answer) }),
		async (error: ItemError) => {
			const unknown = contextOf(error).outcome === 'unknown';
			const id = unknown ? await find(call, match).catch(() => undefined) : undefined;
			return id ?? (await Promise.reject(error));
		},
	);
}

export const upsert = each({
	name: 'Create or Update',
	action: 'Create or update a record',
	description:
		'Update the record with a value in a field, or create it if there is none (upsert). The owner is written only when a record is created.',
	properties: [objectType, matchField, matchValue, ...fieldInputs('map'), details, ...triggers],
	options: [clearFields, clearWith, ...writeOptions],
	key: (call) =>
		JSON.stringify([objectName(call), call.id('uniqueField'), call.required('uniqueValue')]),
	async run(call) {
		const match = await matchOf(call);
		const { dataObjectApiName, name, field, value, actAs } = match;
		const values = await written(call, dataObjectApiName);
		if (name in values && JSON.stringify(values[name]) !== JSON.stringify(value)) {
			call.refuse(
				'uniqueValue',
				`is "${String(value)}", and the fields say "${String(values[name])}"`,
				'Leave the match field out of the fields, or give both the same value',
			);
		}
		const children = await detailRows(call);
		const more = { ...(children && { details: children }), ...besides(call) };
		const id = await find(call, match);
		if (id === undefined) {
			const key = field?.readOnly ? {} : { [name]: value };
			const object_data = { ...key, ...values, dataObjectApiName };
			return { json: { _id: await create(call, match, { object_data, ...more }), created: true } };
		}
		const changes = { ...values };
		delete changes.owner;
		if (Object.keys(changes).length || children) {
			const object_data = { ...changes, _id: id, dataObjectApiName };
			const body = { ...triggersOf(call), ...flags(call, ['convertUserId']) };
			await call.api.request(
				write(
					recordPath(dataObjectApiName, 'update'),
					{ ...body, data: { object_data, ...more } },
					actAs,
				),
			);
		}
		return { json: { _id: id, created: false } };
	},
});
