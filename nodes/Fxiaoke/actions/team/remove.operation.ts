import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { actAs, actingUser, objectName, recordIds, someOf } from '../../parameters';
import { write } from '../../requests';
import { members, TEAM_NOTE } from './parameters';

export const remove = each({
	name: 'Remove Members',
	action: 'Remove members from a team',
	description: 'Take people out of the related team of records',
	properties: [{ ...objectType, description: TEAM_NOTE }, recordIds, members],
	options: [actAs],
	async run(call) {
		const apiName = objectName(call);
		const dataIDs = someOf(call, 'recordIds');
		const teamMemberEmployee = someOf(call, 'members');
		await call.api.request(
			write(
				'/cgi/crm/team/delete',
				{ apiName, data: { dataIDs, teamMemberEmployee } },
				actingUser(call),
			),
		);
		return { json: { recordIds: dataIDs, members: teamMemberEmployee, removed: true } };
	},
});
