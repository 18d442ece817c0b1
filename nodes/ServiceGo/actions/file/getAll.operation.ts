import type { IDataObject } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { locatedLoosely, locator } from '../../parameters';

export const getMany = list({
	name: 'Get Many of Record',
	action: 'Get many files of a record',
	description: "List the files of a record's attachment component",
	properties: [objectType, ...locator],
	paged: false,
	query: locatedLoosely,
	async *pages(api, where) {
		const { data } = await api.request<{ data?: IDataObject[] }>({
			method: 'GET',
			url: '/v1/data/file/relate',
			query: { ...where },
		});
		yield data ?? [];
	},
});
