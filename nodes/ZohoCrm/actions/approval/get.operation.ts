import { each } from '../../../core/operation';
import { objectType, recordId, recordPath } from '../../parameters';
import { recordAt } from '../record/get.operation';

export const get = each({
	name: 'Get State of Record',
	action: 'Get the approval state of a record',
	description:
		'What state a record is in, and what the connected user may do with it: approve, reject, delegate, resubmit',
	properties: [objectType, recordId],
	async run(call) {
		const record = await recordAt(call, recordPath(call));
		const { id, $approval_state, $approval, $review_process, $approved, $review } = record;
		return {
			json: {
				id,
				approvalState: $approval_state ?? null,
				approved: $approved ?? null,
				approval: $approval ?? null,
				reviewProcess: $review_process ?? null,
				review: $review ?? null,
			},
		};
	},
});
