import { isObject } from '../../../core/data/json';
import { each } from '../../../core/operation';
import { actAs, actingUser } from '../../parameters';
import { readRecord } from '../../readRecord';
import { payload, read } from '../../requests';
import { isLegacy, source } from '../user/parameters';

export const get = each({
	name: 'Get',
	action: 'Get a department',
	description: 'Get a department by its ID',
	properties: [
		source,
		{
			displayName: 'Department ID',
			name: 'departmentId',
			type: 'string',
			default: '',
			required: true,
			description: 'The "_id" of its record; for the legacy address book its number',
		},
	],
	options: [actAs],
	async run(call) {
		const id = call.id('departmentId');
		const user = actingUser(call);
		if (!isLegacy(call)) {
			return { json: await readRecord(call.api, { objectType: 'DepartmentObj', id, actAs: user }) };
		}
		const departmentId = call.integer('departmentId');
		const body = await call.api.request(read('/cgi/department/detail', { departmentId }, user));
		const said = payload(body);
		return { json: isObject(said.department) ? said.department : said };
	},
});
