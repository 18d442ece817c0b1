import { each } from '../../../core/operation';
import { path } from '../../paths';
import { approvalsOf, BY_A_PERSON, dealId, pipelineId } from './parameters';

export const get = each({
	name: 'Get of Deal',
	action: 'Get the approval of a deal',
	description: 'Get the state of the approval of a deal',
	properties: [{ ...dealId, hint: BY_A_PERSON }],
	options: [pipelineId],
	async run(call) {
		const { id, parts } = await approvalsOf(call);
		const url = path(call.api, 'approvals', ...parts, id);
		return { json: await call.api.request({ method: 'GET', url }) };
	},
});
