import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { number } from '../../parameters';
import { mobile, person, positionId, realname, roleIds } from './parameters';

const STATUS: Readonly<Record<string, number>> = { enabled: 1, disabled: 2 };

export const update = each({
	name: 'Update',
	action: 'Update a user',
	description: 'Change a user, or enable or disable one',
	properties: [
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			required: true,
		},
	],
	options: [
		mobile,
		positionId,
		realname,
		roleIds,
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Disabled', value: 'disabled' },
				{ name: 'Enabled', value: 'enabled' },
			],
			default: 'enabled',
		},
	],
	key: (call) => call.text('userId'),
	async run(call) {
		const id = number(call, 'userId');
		const status = STATUS[call.text('status')];
		const body: IDataObject = { ...person(call), ...(status && { status }) };
		if (!Object.keys(body).length)
			call.refuse('options', 'holds nothing to change', 'Add at least one value');
		await call.api.request({ method: 'PUT', url: `/v1/user/${id}`, body, safe: true });
		return { json: { id, updated: true } };
	},
});
