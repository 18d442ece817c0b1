import { conditionInputs, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { asked, found, searchOptions } from '../../searching';
import { sort } from '../../sort';
import { fixedObject } from '../../fixedObject';

const OBJECT = 'ApprovalInstanceObj';

export const getMany = list({
	name: 'Get Many Instances',
	action: 'Get many approvals',
	description: 'Search all approvals by conditions. Fxiaoke lists them with some delay',
	properties: [fixedObject(OBJECT), ...conditionInputs({ any: false }), sort, simplify],
	options: searchOptions,
	query: async (call) => await asked(call, OBJECT),
	pages: found,
});
