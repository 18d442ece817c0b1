import { objectIn } from '../../../core/data/json';
import { conditionInputs, objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { rowsIn, searchRequest } from '../../pages';
import { objectName } from '../../parameters';
import { asked, searchOptions } from '../../searching';

export const count = each({
	name: 'Get Total Count',
	action: 'Count records',
	description: 'Get the number of records that meet conditions',
	properties: [objectType, ...conditionInputs({ any: false })],
	options: searchOptions.filter(({ name }) =>
		['actAs', 'emptyValue', 'searchQueryJson'].includes(name),
	),
	async run(call) {
		const { search } = await asked(call, objectName(call));
		const orders = [{ fieldName: '_id', isAsc: true }];
		const body = await call.api.request(
			searchRequest({ ...search, fieldProjection: ['_id'] }, { limit: 1, offset: 0, orders }, true),
		);
		const { total } = objectIn(body.data);
		if (typeof total !== 'number' || (!total && rowsIn(body).length)) {
			throw call.api.refusal({
				message: 'Fxiaoke did not count the records',
				hint: 'It counts for some objects only; read the rows with "Get Many" instead',
			});
		}
		return { json: { objectType: search.objectType, total } };
	},
});
