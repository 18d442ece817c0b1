import { each } from '../../../core/operation';
import { path } from '../../paths';
import { approvalsOf, BY_A_PERSON, dealId, pipelineId } from './parameters';

export const start = each({
	name: 'Start for Deal',
	action: 'Start the approval of a deal',
	description: 'Ask for the approval of a deal; one that is pending is cancelled and begins anew',
	properties: [{ ...dealId, hint: BY_A_PERSON }],
	options: [pipelineId],
	key: (call) => call.text('dealId'),
	async run(call) {
		const { id, parts } = await approvalsOf(call);
		const objectId = Number(id);
		if (!Number.isSafeInteger(objectId)) call.refuse('dealId', 'is too long for an ID');
		const url = path(call.api, 'approvals', ...parts, 'start');
		return { json: await call.api.request({ method: 'POST', url, body: { objectId } }) };
	},
});
