import type { IDataObject } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { objectName } from '../../parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many fields',
	description: 'Get the fields of an object, with their types, options and permissions',
	properties: [objectType],
	paged: false,
	query: (call) => ({ objectApiName: objectName(call) }),
	async *pages(api, query) {
		const { data } = await api.request<{ data?: IDataObject[] }>({
			method: 'GET',
			url: '/v1/fields',
			query,
		});
		yield data ?? [];
	},
});
