import type { Api } from '../core/transport/api';
import type { Choice } from '../core/vendor';
import type { VendorField } from '../core/data/fields';
import { rowsIn, searchRequest } from './pages';

type Current = (name: string) => string;

/** Object of pooled records → object whose rows are the pools. */
const POOLS: Readonly<Record<string, string>> = {
	AccountObj: 'HighSeasObj',
	LeadsObj: 'LeadsPoolObj',
};

async function fieldsOf(
	api: Api,
	current: Current,
	fits: (field: VendorField) => boolean,
): Promise<Choice[]> {
	const objectType = current('objectType');
	if (!objectType) return [];
	return (await api.fields(objectType)).filter(fits).map(({ name, label, target }) => ({
		name: label === name ? name : `${label} (${name})`,
		value: name,
		...(target && { description: `Leads to ${target}` }),
	}));
}

export const choices = {
	getLookupFields: async (api: Api, current: Current) =>
		await fieldsOf(api, current, ({ type }) => type === 'lookup'),
	getFileFields: async (api: Api, current: Current) =>
		await fieldsOf(
			api,
			current,
			({ kind, type }) => type === 'json' && ['file', 'image'].includes(kind ?? ''),
		),
	getPools: async (api: Api, current: Current): Promise<Choice[]> => {
		const objectType = POOLS[current('poolObject')] ?? POOLS.AccountObj;
		const body = await api.request(
			searchRequest(
				{ objectType, filters: [], orders: [], fieldProjection: ['_id', 'name'] },
				{ limit: 100, offset: 0, orders: [{ fieldName: '_id', isAsc: true }] },
			),
		);
		return rowsIn(body).map(({ _id, name }) => ({ name: String(name ?? _id), value: String(_id) }));
	},
};
