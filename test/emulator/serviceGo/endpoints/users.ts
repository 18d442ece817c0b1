import type { Context, Endpoints } from '../context';
import { invalid, missing, ok } from '../envelope';
import { resourceAddress } from '../links';
import type { Body } from '../params';
import {
	bodyOf,
	integer,
	integers,
	neededInteger,
	neededText,
	queryOf,
	rows,
	text,
} from '../params';
import { showRecord } from '../readRecord';
import type { Store, User } from '../store';
import { userByEmail } from '../store';
import { insertRecord } from '../writeRecord';

function showUser(context: Context, user: User): Body {
	const { store } = context;
	const info = store.records.get(user.infoId);
	return {
		id: user.id,
		email: user.email,
		realname: user.realname,
		mobile: user.mobile,
		position: { id: user.positionId, name: store.positions.get(user.positionId) },
		agentType: user.agentType,
		agentRole: user.agentRole,
		status: user.status,
		jobStatus: user.jobStatus,
		roleList: user.roleIds.map((id) => ({ id, name: store.roles.get(id) })),
		authorizationSetList: [],
		userInfo: {
			dataId: user.infoId,
			objectId: 4,
			userInfoName: user.realname,
			fieldDataList: info ? showRecord(store, info, resourceAddress(context)).fieldDataList : [],
		},
	};
}

function idIn(body: Body, name: string, known: Map<number, string>): number | undefined {
	const value = body[name];
	if (value === undefined || value === null) return undefined;
	const [row] = rows({ [name]: [value] }, name) ?? [];
	const id = neededInteger(row ?? {}, 'id', 'body');
	if (!known.has(id)) throw invalid(`${name} 不存在: ${id}`);
	return id;
}

function roleIds(store: Store, body: Body): number[] | undefined {
	return rows(body, 'roleList')?.map((row) => {
		const id = neededInteger(row, 'id', 'body');
		if (!store.roles.has(id)) throw invalid(`roleList 不存在: ${id}`);
		return id;
	});
}

function oneOf<Value>(value: Value | undefined, name: string, allowed: Value[]): Value | undefined {
	if (value !== undefined && !allowed.includes(value)) {
		throw invalid(`参数 ${name} 只能为 ${allowed.join(', ')}`);
	}
	return value;
}

/** What create and update both take; undefined where nothing was sent. */
function readUser(store: Store, body: Body): Partial<User> {
	const realname = text(body, 'realname');
	if (realname !== undefined && realname.length > 32)
		throw invalid('参数 realname 长度不能超过 32');
	const mobile = text(body, 'mobile');
	if (mobile !== undefined && !/^1[3-9]\d{9}$/.test(mobile)) throw invalid('参数 mobile 格式错误');
	const sent: Partial<User> = {
		realname,
		mobile,
		positionId: idIn(body, 'position', store.positions),
		roleIds: roleIds(store, body),
		jobStatus: oneOf(integer(body, 'jobStatus', 'body'), 'jobStatus', [0, 1]),
		agentType: oneOf(integer(body, 'agentType', 'body'), 'agentType', [1, 2]),
		agentRole: oneOf(text(body, 'agentRole'), 'agentRole', ['agent', 'leader']),
	};
	return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
}

export function addUser(
	store: Store,
	user: Partial<User> & Pick<User, 'email' | 'realname'>,
): User {
	const id = store.next('user');
	const values = new Map([
		['name', user.realname],
		['email', user.email],
	]);
	const added: User = {
		mobile: '',
		jobNumber: `E${String(id).padStart(4, '0')}`,
		positionId: 1,
		roleIds: [1],
		status: 1,
		jobStatus: 1,
		agentType: 1,
		agentRole: 'agent',
		...user,
		id,
		infoId: user.infoId ?? insertRecord(store, 'sysuserinfo', values).id,
	};
	store.users.set(id, added);
	return added;
}

function createUser(context: Context, body: Body): Body {
	const { store } = context;
	const email = neededText(body, 'email');
	for (const name of ['password', 'realname']) neededText(body, name);
	for (const name of ['position', 'roleList']) {
		if (body[name] === undefined) throw invalid(`参数 ${name} 不能为空`);
	}
	if (userByEmail(store, email)) throw invalid(`邮箱已存在: ${email}`);
	const groups = (integers(body, 'userGroupList') ?? []).map((id) => {
		const group = store.userGroups.get(id);
		if (!group) throw invalid(`userGroupList 不存在: ${id}`);
		return group;
	});
	const user = addUser(store, { realname: '', ...readUser(store, body), email });
	for (const group of groups) group.userIds.push(user.id);
	return showUser(context, user);
}

function findUser(store: Store, query: Body): User {
	const type = neededInteger(query, 'type', 'query');
	const value = neededText(query, 'value');
	const keys: Record<number, (user: User) => string> = {
		1: ({ id }) => String(id),
		2: ({ email }) => email,
		3: ({ mobile }) => mobile,
		4: ({ jobNumber }) => jobNumber,
	};
	const key = keys[type];
	if (!key) throw invalid('参数 type 只能为 1, 2, 3, 4');
	const user = [...store.users.values()].find((candidate) => key(candidate) === value);
	if (!user) throw missing('用户不存在');
	return user;
}

export const users: Endpoints = (context) => {
	const { store } = context;
	return [
		{
			method: 'POST',
			path: '/v1/user',
			handle: (request) => ok({ data: createUser(context, bodyOf(request)) }),
		},
		{
			method: 'PUT',
			path: '/v1/user/:id(^[1-9]\\d*$)',
			handle: (request) => {
				const user = store.users.get(Number(request.params.id));
				if (!user) throw missing('用户不存在');
				const body = bodyOf(request);
				const status = oneOf(integer(body, 'status', 'body'), 'status', [1, 2]) ?? user.status;
				Object.assign(user, readUser(store, body), { status });
				return ok({ data: showUser(context, user) });
			},
		},
		{
			method: 'GET',
			path: '/v2/user',
			handle: (request) => ok({ data: showUser(context, findUser(store, queryOf(request))) }),
		},
	];
};
