import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, oneRecordId } from '../../parameters';
import { write } from '../../requests';
import { TEAM_NOTE } from './parameters';

const EXAMPLE =
	'[{ "teamMemberEmployee": ["1001"], "teamMemberRole": "4", "teamMemberPermissionType": "2" }]';

export const edit = each({
	name: 'Edit',
	action: 'Edit a team',
	description: 'Set the roles and permissions of the members of a related team',
	properties: [
		{ ...objectType, description: TEAM_NOTE },
		oneRecordId,
		{
			displayName: 'Members (JSON)',
			name: 'membersJson',
			type: 'json',
			default: EXAMPLE,
			description:
				'Sent as teamMemberInfos. The members of a row are not documented: these are the names that "Add Members" uses; "Get" shows how your tenant calls them.',
		},
	],
	options: [actAs],
	key: (call) => call.text('recordId'),
	async run(call) {
		const apiName = objectName(call);
		const dataID = call.id('recordId');
		const teamMemberInfos = call.objects('membersJson') ?? [];
		if (!teamMemberInfos.length) call.refuse('membersJson', 'is empty', 'Use "Remove" instead');
		await call.api.request(
			write('/cgi/crm/team/edit', { apiName, data: { dataID, teamMemberInfos } }, actingUser(call)),
		);
		return { json: { _id: dataID, edited: true } };
	},
});
