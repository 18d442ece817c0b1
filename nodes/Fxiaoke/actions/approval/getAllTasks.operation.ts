import { conditionInputs, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { asked, found, searchOptions } from '../../searching';
import { sort } from '../../sort';
import { fixedObject } from '../../fixedObject';

const OBJECT = 'ApprovalTaskObj';

export const getManyTasks = list({
	name: 'Get Many Tasks',
	action: 'Get many tasks',
	description: 'Search approval tasks by conditions. Fxiaoke lists them with some delay',
	properties: [fixedObject(OBJECT), ...conditionInputs({ any: false }), sort, simplify],
	options: searchOptions,
	query: async (call) => await asked(call, OBJECT),
	pages: found,
});
