import type { IDataObject } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { typeIdOf } from '../../objects';
import { numericId, objectName, oneRecord } from '../../parameters';
import { path } from '../../paths';

export const getOfRecord = list({
	name: 'Get of Record',
	action: 'Get the lists of a record',
	description: 'Get the lists that a record is in',
	properties: [objectType, oneRecord],
	paged: false,
	query: (call) => ({ objectType: objectName(call), id: numericId(call) }),
	async *pages(api, { objectType: object, id }) {
		const typeId = await typeIdOf(api, object);
		const { results = [] } = await api.request<{ results?: IDataObject[] }>({
			method: 'GET',
			url: path(api, 'lists', 'records', typeId, id, 'memberships'),
		});
		yield results;
	},
});
