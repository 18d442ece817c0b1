import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import {
	choice,
	flag,
	given,
	idIn,
	json,
	objectType,
	recordId,
	recordPath,
	text,
} from '../../parameters';

const shareHint = 'Sharing needs the scope ZohoCRM.share.{module}.ALL for each module';

/** The notes name the keys of a share, and not their values. */
const UNCONFIRMED = 'The vendor notes that this node was built by do not list the values';

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
			{ name: 'Other', value: 'other' },
			{ name: 'Read Only', value: 'read_only' },
			{ name: 'Read and Write', value: 'read_write' },
		],
		default: 'read_only',
		hint: `${UNCONFIRMED}: choose "Other" where Zoho wants another word`,
	},
	text('Other Permission', 'otherPermission', {
		required: true,
		displayOptions: { show: { permission: ['other'] } },
	}),
];

const shareOptions: INodeProperties[] = [
	json('Further Values (JSON)', 'moreValues', {
		placeholder: 'e.g. { "share_related_records": true }',
		description: 'Put into the share last, over what the node would send; null takes a value out',
	}),
	text('Kind of Receiver', 'receiverKind', {
		default: 'users',
		description: `The "type" of "shared_with", for others than users by their ID. ${UNCONFIRMED}.`,
	}),
	flag(
		'Share Related Records',
		'shareRelated',
		`Whether records that belong to it are shared as well. ${UNCONFIRMED}.`,
	),
	text('Type of Share', 'shareType', {
		default: 'private',
		description: `The "type" of the share. ${UNCONFIRMED}.`,
	}),
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
		options: shareOptions,
		async run(call) {
			const chosen = call.required('permission');
			const share: IDataObject = {
				...given({
					// sent only where it is wanted: the notes do not know the key
					share_related_records: call.flag('shareRelated') || undefined,
					permission: chosen === 'other' ? call.required('otherPermission') : chosen,
					shared_with: { type: call.text('receiverKind') || 'users', id: idIn(call, 'userId') },
					type: call.text('shareType') || 'private',
				}),
				...call.object('moreValues'),
			};
			for (const [name, value] of Object.entries(share)) if (value === null) delete share[name];
			const url = `${recordPath(call)}/actions/share`;
			await writeOne(call.api, { method, url, body: { share: [share] }, safe: true }, 'share');
			return {
				json: { id: idIn(call), sharedWith: idIn(call, 'userId'), permission: share.permission },
			};
		},
	});
