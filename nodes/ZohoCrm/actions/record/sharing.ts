import type { INodeProperties } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { choice, flag, idIn, objectType, recordId, recordPath } from '../../parameters';

export const shareHint = 'Sharing needs the scope ZohoCRM.share.{module}.ALL for each module';

const shareInputs: INodeProperties[] = [
	objectType,
	recordId,
	choice('User', 'userId', 'getUsers', { required: true, hint: shareHint }),
	{
		displayName: 'Permission',
		name: 'permission',
		type: 'options',
		options: [
			{ name: 'Full Access', value: 'full_access' },
			{ name: 'Read Only', value: 'read_only' },
			{ name: 'Read and Write', value: 'read_write' },
		],
		default: 'read_only',
	},
];

interface Words {
	name: string;
	action: string;
	description: string;
	method: 'POST' | 'PUT';
}

export const sharing = ({ method, ...words }: Words) =>
	each({
		...words,
		properties: shareInputs,
		options: [
			flag(
				'Share Related Records',
				'shareRelated',
				'Whether records that belong to it are shared as well',
			),
		],
		async run(call) {
			const share = {
				share_related_records: call.flag('shareRelated'),
				permission: call.required('permission'),
				shared_with: { type: 'users', id: idIn(call, 'userId') },
				type: 'private',
			};
			const url = `${recordPath(call)}/actions/share`;
			await writeOne(call.api, { method, url, body: { share: [share] }, safe: true }, 'share');
			return {
				json: { id: idIn(call), sharedWith: share.shared_with.id, permission: share.permission },
			};
		},
	});
