import type { Call } from '../../../core/node/call';
import type { ApiRequest } from '../../../core/transport/api';
import { actingUser } from '../../parameters';
import { write } from '../../requests';

/** Complete Approval, or its older twin that wants `data` and another name for the result. */
export function decision(call: Call, result: 'agree' | 'reject'): ApiRequest {
	const taskId = call.id('taskId');
	const opinion = call.text('opinion');
	const user = actingUser(call);
	return call.text('endpoint') === 'task'
		? write(
				'/cgi/crm/v2/special/object/approvalTask',
				{ data: { taskId, approvalResult: result, opinion } },
				user,
			)
		: write('/cgi/crm/approvalTask/action', { taskId, actionType: result, opinion }, user);
}
