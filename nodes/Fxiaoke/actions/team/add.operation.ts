import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, recordIds, someOf } from '../../parameters';
import { write } from '../../requests';
import { members, permission, role, TEAM_NOTE } from './parameters';

export const add = each({
	name: 'Add Members',
	action: 'Add members to a team',
	description: 'Add people to the related team of records',
	properties: [{ ...objectType, description: TEAM_NOTE }, recordIds, members, role, permission],
	options: [
		{
			displayName: 'Without Notice',
			name: 'ignoreSendingRemind',
			type: 'boolean',
			default: true,
			description: 'Whether the new members are not told',
		},
		actAs,
	],
	async run(call) {
		const apiName = objectName(call);
		const dataIDs = someOf(call, 'recordIds');
		const teamMemberEmployee = someOf(call, 'members');
		await call.api.request(
			write(
				'/cgi/crm/team/add',
				{
					apiName,
					data: {
						dataIDs,
						teamMemberEmployee,
						teamMemberRole: call.text('role'),
						teamMemberPermissionType: call.text('permission'),
						ignoreSendingRemind: call.flag('ignoreSendingRemind'),
					},
				},
				actingUser(call),
			),
		);
		return { json: { recordIds: dataIDs, members: teamMemberEmployee, added: true } };
	},
});
