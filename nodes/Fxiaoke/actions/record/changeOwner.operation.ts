import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, oneRecordId } from '../../parameters';
import { recordPath, write } from '../../requests';

export const changeOwner = each({
	name: 'Change Owner',
	action: 'Change the owner of a record',
	description: 'Give a record to another owner; a record in a pool must be claimed first',
	properties: [
		objectType,
		oneRecordId,
		{
			displayName: 'Owner ID',
			name: 'ownerId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1001',
			description: 'User ID of the new owner',
		},
	],
	options: [actAs],
	key: (call) => call.text('recordId'),
	async run(call) {
		const dataObjectApiName = objectName(call);
		const objectDataId = call.id('recordId');
		const ownerId = call.id('ownerId');
		await call.api.request(
			write(
				recordPath(dataObjectApiName, 'changeOwner'),
				// a capital D, and a list with one person: the vendor's own form
				{ data: { dataObjectApiName, Data: [{ objectDataId, ownerId: [ownerId] }] } },
				actingUser(call),
			),
		);
		return { json: { _id: objectDataId, ownerId, changed: true } };
	},
});
