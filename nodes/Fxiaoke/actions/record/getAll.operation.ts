import { conditionInputs, objectType, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { objectName } from '../../parameters';
import { asked, found, searchOptions } from '../../searching';
import { sort } from '../../sort';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many records',
	description: 'Search records by conditions',
	properties: [objectType, ...conditionInputs({ any: false }), sort, simplify],
	options: searchOptions,
	query: async (call) => await asked(call, objectName(call)),
	pages: found,
});
