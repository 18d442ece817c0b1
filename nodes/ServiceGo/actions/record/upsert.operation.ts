import type { Call } from '../../../core/node/call';
import { fieldInputs, objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import { objectName, unique, uniqueField, uniqueValue } from '../../parameters';
import { recordIn, type WrittenField } from '../../records';
import { updateOptions, written } from './parameters';

type Key = ReturnType<typeof unique>;

/** The ID of the record with this key. Anything but a clear "not found" fails the item. */
async function find(call: Call, objectApiName: string, key: Key) {
	const query = { objectApiName, ...key };
	return recordIn(await call.api.find({ method: 'GET', url: '/v1/data', query }))?.id;
}

const withKey = (fields: WrittenField[], key: Key): WrittenField[] =>
	fields.some(({ fieldApiName }) => fieldApiName === key.uniqueFieldApiName)
		? fields
		: [{ fieldApiName: key.uniqueFieldApiName, fieldValue: key.uniqueFieldValue }, ...fields];

/** When nobody knows whether the create arrived, one look by the key tells; it is never sent again. */
async function create(call: Call, objectApiName: string, key: Key, fields: WrittenField[]) {
	const body = { objectApiName, fieldDataList: withKey(fields, key) };
	return await call.api
		.request<{ data?: { id?: number } }>({ method: 'POST', url: '/v1/data', body })
		.then(
			({ data }) => data?.id,
			async (error: ItemError) => {
				const unknown = contextOf(error).outcome === 'unknown';
				const id = unknown
					? await find(call, objectApiName, key).catch(() => undefined)
					: undefined;
				return id ?? (await Promise.reject(error));
			},
		);
}

export const upsert = each({
	name: 'Create or Update',
	action: 'Create or update a record',
	description:
		'Update the record with a value in a unique field, or create it if there is none (upsert)',
	properties: [objectType, uniqueField, uniqueValue, ...fieldInputs('map')],
	options: updateOptions,
	key: (call) => JSON.stringify([objectName(call), unique(call)]),
	async run(call) {
		const objectApiName = objectName(call);
		const key = unique(call);
		const fields = await written(call, objectApiName);
		const own = fields.find(({ fieldApiName }) => fieldApiName === key.uniqueFieldApiName);
		if (own && own.fieldValue !== key.uniqueFieldValue) {
			call.refuse(
				'uniqueValue',
				`is "${key.uniqueFieldValue}", and the fields say "${own.fieldValue}"`,
				'Leave the unique field out of the fields, or give both the same value',
			);
		}
		const id = await find(call, objectApiName, key);
		if (id === undefined) {
			return { json: { id: await create(call, objectApiName, key, fields), created: true } };
		}
		if (fields.length) {
			const body = { objectApiName, id, fieldDataList: fields };
			await call.api.request({ method: 'PUT', url: '/v1/data', body, safe: true });
		}
		return { json: { id, created: false } };
	},
});
