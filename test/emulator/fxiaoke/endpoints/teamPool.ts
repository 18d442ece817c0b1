import { post, type Endpoints } from '../context';
import { business, ok, parameterError } from '../envelope';
import { recordOf } from '../metadata';
import {
	bodyOf,
	dataOf,
	flag,
	object,
	objects,
	optionalText,
	text,
	texts,
	type Body,
} from '../params';
import type { StoredRecord } from '../store';

const ROLES = ['1', '2', '3', '4'];
const BACK_REASONS = ['0', '1', '2', 'other'];

/** `apiName` is at the top level here. */
export const team: Endpoints = ({ store }) => {
	const read = (body: Body) => {
		const apiName = text(body, 'apiName');
		if (
			store.switches.teamObjects === 'accountAndOpportunity' &&
			!['AccountObj', 'OpportunityObj'].includes(apiName)
		)
			throw parameterError(`${apiName} 不支持相关团队`);
		return { data: object(body, 'data'), of: (id: string) => recordOf(store, apiName, id) };
	};
	const members = (data: Body) => {
		const employees = texts(data, 'teamMemberEmployee');
		const role = text(data, 'teamMemberRole');
		const permission = text(data, 'teamMemberPermissionType');
		if (!ROLES.includes(role) || !['1', '2'].includes(permission))
			throw parameterError('teamMemberRole, teamMemberPermissionType 错误');
		for (const id of employees) if (!store.users.has(id)) throw parameterError(`员工 ${id} 不存在`);
		return employees.map((employee) => ({ employee, role, permission }));
	};
	return [
		post('/cgi/crm/team/add', (request) => {
			const { data, of } = read(bodyOf(request));
			flag(data, 'ignoreSendingRemind', false);
			const added = members(data);
			const records = texts(data, 'dataIDs').map(of);
			for (const { team: held } of records) {
				const others = held.filter(({ employee }) =>
					added.every((one) => one.employee !== employee),
				);
				held.splice(0, held.length, ...others, ...added);
			}
			return ok();
		}),
		post('/cgi/crm/team/edit', (request) => {
			const { data, of } = read(bodyOf(request));
			const record = of(text(data, 'dataID'));
			const infos = objects(data, 'teamMemberInfos').flatMap(members);
			record.team.splice(0, record.team.length, ...infos);
			return ok();
		}),
		post('/cgi/crm/team/get', (request) => {
			const { data, of } = read(bodyOf(request));
			const record = of(text(data, 'dataID'));
			const teamMemberInfos = record.team.map(({ employee, role, permission }) => ({
				teamMemberEmployee: [employee],
				teamMemberRole: role,
				teamMemberPermissionType: permission,
			}));
			return ok({ data: { teamMemberInfos } });
		}),
		post('/cgi/crm/team/delete', (request) => {
			const { data, of } = read(bodyOf(request));
			const gone = texts(data, 'teamMemberEmployee');
			for (const { team: held } of texts(data, 'dataIDs').map(of)) {
				const kept = held.filter(({ employee }) => !gone.includes(employee));
				held.splice(0, held.length, ...kept);
			}
			return ok();
		}),
	];
};

/** High seas and lead pools: the claimer is the acting user. */
export const pools: Endpoints = ({ store, caller }) => {
	const pooled = (data: Body, ids: string): StoredRecord[] => {
		const apiName = text(data, 'apiName');
		if (!['AccountObj', 'LeadsObj'].includes(apiName)) throw parameterError('apiName 错误');
		return texts(data, ids).map((id) => recordOf(store, apiName, id));
	};
	const poolOf = (data: Body) => {
		const id = text(data, 'objectPoolId');
		return recordOf(store, data.apiName === 'LeadsObj' ? 'LeadsPoolObj' : 'HighSeasObj', id).id;
	};
	return [
		post('/cgi/crm/v2/data/choose', (request) => {
			const found = pooled(dataOf(request), 'objectIds');
			if (found.some(({ pool }) => !pool)) throw business(store.switches, '数据不在公海');
			for (const record of found) {
				delete record.pool;
				record.values.owner = [caller(request).user.userId];
			}
			return ok();
		}),
		post('/cgi/crm/v2/data/return', (request) => {
			const data = dataOf(request);
			const found = pooled(data, 'objectIds');
			const pool = poolOf(data);
			const reason = text(data, 'backReason');
			if (!BACK_REASONS.includes(reason)) throw parameterError('backReason 错误');
			if (reason === 'other' && !optionalText(data, 'backReason__o'))
				throw parameterError('backReason__o 不能为空');
			for (const record of found) {
				record.pool = pool;
				delete record.values.owner;
			}
			return ok();
		}),
		post('/cgi/crm/v2/data/remove', (request) => {
			const data = dataOf(request);
			const found = pooled(data, 'objectIDs');
			const pool = poolOf(data);
			const keep = flag(data, 'isKeepOwner', false);
			if (found.some((record) => record.pool !== pool))
				throw business(store.switches, '数据不在该公海');
			const owner = keep ? undefined : text(data, 'owner');
			for (const record of found) {
				delete record.pool;
				if (owner) record.values.owner = [owner];
			}
			return ok();
		}),
	];
};
