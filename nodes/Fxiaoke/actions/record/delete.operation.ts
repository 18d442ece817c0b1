import type { INodeProperties } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import { actAs, actingUser, objectName, oneRecordId, triggerApprovalFlow } from '../../parameters';
import { recordPath, write } from '../../requests';

const invalidateFirst: INodeProperties = {
	displayName: 'Invalidate First',
	name: 'invalidateFirst',
	type: 'boolean',
	default: true,
	description:
		'Whether to invalidate the record first: Fxiaoke deletes invalidated records only. Switch it off for records that are.',
};

/** Says so when the first of two steps is done and the second is not. */
async function afterInvalidate(error: ItemError, invalidated: boolean): Promise<never> {
	const note = invalidated
		? 'The record was invalidated before this: repeat with "Invalidate First" off, or recover it. An approval of the invalidation must end first'
		: 'Fxiaoke deletes invalidated records only: invalidate it first, or switch on "Invalidate First"';
	error.description = [error.description, note].filter(Boolean).join('. ');
	if (invalidated) contextOf(error).repeatable = false;
	return await Promise.reject(error);
}

export const remove = each({
	name: 'Delete',
	action: 'Delete a record',
	description: 'Invalidate a record and delete it for good',
	properties: [
		objectType,
		oneRecordId,
		invalidateFirst,
		{ ...triggerApprovalFlow, displayOptions: { show: { invalidateFirst: [true] } } },
	],
	options: [actAs],
	key: (call) => call.text('recordId'),
	async run(call) {
		const dataObjectApiName = objectName(call);
		const _id = call.id('recordId');
		const user = actingUser(call);
		const both = call.flag('invalidateFirst');
		if (both) {
			const body = {
				triggerApprovalFlow: call.flag('triggerApprovalFlow'),
				data: { dataObjectApiName, object_data_id: _id },
			};
			await call.api.request(write(recordPath(dataObjectApiName, 'invalid'), body, user));
		}
		const body = { data: { dataObjectApiName, idList: [_id] } };
		await call.api
			.request(write(recordPath(dataObjectApiName, 'delete'), body, user))
			.catch(async (error: ItemError) => await afterInvalidate(error, both));
		return { json: { _id, deleted: true } };
	},
});
