import { batch } from '../../../core/operation';
import { writeRows } from '../../outcomes';
import { choice, flag, idIn, json, moduleIn, objectType, recordId } from '../../parameters';

export const changeOwner = batch({
	name: 'Change Owner',
	action: 'Change the owner of a record',
	description: 'Give records to another user; 500 items go in one request',
	properties: [objectType, recordId, choice('Owner', 'ownerId', 'getUsers', { required: true })],
	options: [
		flag('Notify', 'notify', 'Whether the new owner gets an email'),
		json('Related Modules (JSON)', 'relatedModules', {
			placeholder: 'e.g. [{ "api_name": "Tasks", "id": "3652397000000002181" }]',
			description: 'Up to 5 modules whose open records follow to the new owner',
		}),
	],
	size: 500,
	refusal: 'perRow',
	target: (call) => ({
		module: moduleIn(call),
		owner: idIn(call, 'ownerId'),
		notify: call.flag('notify'),
		related: call.objects('relatedModules'),
	}),
	key: (id: string) => id,
	row: (call) => idIn(call),
	send: async (api, { module, owner, notify, related }, ids) =>
		await writeRows(
			api,
			{
				method: 'POST',
				url: `/crm/v8/${module}/actions/change_owner`,
				body: {
					ids,
					owner: { id: owner },
					notify,
					...(related ? { related_modules: related } : {}),
				},
				module,
				safe: true,
			},
			({ details }) => ({ ...details, owner }),
		),
});
