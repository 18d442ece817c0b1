import type { Endpoints } from '../context';
import { ok } from '../envelope';
import { typeRow } from '../fieldTypes';
import { knownObject } from '../locate';
import type { Body } from '../params';
import { neededInteger, queryOf, text } from '../params';
import type { Field } from '../store';

function showField({ id, label, apiName, type, permissionCode, options }: Field): Body {
	return {
		id,
		label,
		apiName,
		fieldTypeName: typeRow(type).zh,
		permissionCode,
		...(options
			? { optionList: options.map((option) => ({ id: option.id, name: option.name })) }
			: {}),
	};
}

export const metadata: Endpoints = ({ store }) => [
	{
		method: 'GET',
		path: '/v1/fields',
		handle: (request) => {
			const object = knownObject(store, text(queryOf(request), 'objectApiName'));
			const hidden = store.switches.systemColumns === 'hidden';
			const fields = (store.objects.get(object)?.fields ?? []).filter(
				({ system, type }) => !hidden || !(system || type === 'owner'),
			);
			// all at once: 178 were seen in one answer
			const paging = { pageNum: 1, pageSize: fields.length, total: fields.length };
			return ok({ message: 'OK', paging, data: fields.map(showField) });
		},
	},
	{
		method: 'GET',
		path: '/v1/filters',
		handle: (request) => {
			const query = queryOf(request);
			const object = knownObject(store, text(query, 'objectApiName'));
			if (store.switches.filtersUserId === 'required') neededInteger(query, 'userId', 'query');
			const filters = [...store.filters.values()].filter(
				(filter) => filter.object === object && filter.kind !== 'ui',
			);
			return ok({ message: 'OK', data: filters.map(({ id, name }) => ({ id, name })) });
		},
	},
];
