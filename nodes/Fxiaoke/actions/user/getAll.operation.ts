import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { conditionInputs, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { fixedObject } from '../../fixedObject';
import { actingUser } from '../../parameters';
import { read } from '../../requests';
import { asked, found, searchOptions } from '../../searching';
import { sort } from '../../sort';
import { isLegacy, PERSONNEL, showFor, source } from './parameters';

const WHOLE_COMPANY = 999_999;

const inRecords = (property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		show: { ...property.displayOptions?.show, ...showFor('records').displayOptions.show },
	},
});

export const getMany = list({
	name: 'Get Many',
	action: 'Get many users',
	description: 'Get the employees',
	properties: [
		fixedObject(PERSONNEL),
		source,
		...[...conditionInputs({ any: false }), sort, simplify].map(inRecords),
		{
			displayName: 'Department ID',
			name: 'departmentId',
			type: 'number',
			default: WHOLE_COMPANY,
			description: '999999 is the whole company',
			...showFor('legacy'),
		},
		{
			displayName: 'With Sub-Departments',
			name: 'fetchChild',
			type: 'boolean',
			default: true,
			description: 'Whether the employees of the departments below are included',
			...showFor('legacy'),
		},
	],
	options: searchOptions,
	async query(call) {
		if (!isLegacy(call)) return { records: await asked(call, PERSONNEL) };
		return {
			legacy: {
				departmentId: call.integer('departmentId') ?? WHOLE_COMPANY,
				fetchChild: call.flag('fetchChild'),
				showDepartmentIdsDetail: true,
			},
			actAs: actingUser(call),
		};
	},
	async *pages(api, { records, legacy, actAs }, limit) {
		if (records) {
			yield* found(api, records, limit);
			return;
		}
		const { userList } = await api.request<{ userList?: IDataObject[] | null }>(
			read('/cgi/user/list', legacy ?? {}, actAs),
		);
		yield userList ?? [];
	},
});
