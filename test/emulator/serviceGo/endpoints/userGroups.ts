import type { EmulatorRequest } from '../../frame';
import type { Endpoints } from '../context';
import { invalid, missing, ok } from '../envelope';
import type { Body } from '../params';
import { bodyOf, neededInteger, neededText, rows } from '../params';
import type { Store, UserGroup } from '../store';

function showGroup(store: Store, { id, name, userIds }: UserGroup): Body {
	const userList = userIds.map((userId) => ({
		id: userId,
		name: store.users.get(userId)?.realname,
	}));
	return { id, name, userCount: userIds.length, userList };
}

function groupOf(store: Store, { params }: EmulatorRequest): UserGroup {
	const group = store.userGroups.get(Number(params.id));
	if (!group) throw missing('员工组不存在');
	return group;
}

function userIdsOf(store: Store, body: Body): number[] | undefined {
	return rows(body, 'userList')?.map((row) => {
		const id = neededInteger(row, 'id', 'body');
		if (!store.users.has(id)) throw invalid(`userList 不存在: ${id}`);
		return id;
	});
}

export const userGroups: Endpoints = ({ store }) => [
	{
		method: 'POST',
		path: '/v1/userGroup',
		handle: (request) => {
			const body = bodyOf(request);
			const name = neededText(body, 'name');
			const userIds = userIdsOf(store, body) ?? [];
			const group = { id: store.next('user group'), name, userIds };
			store.userGroups.set(group.id, group);
			return ok({ data: showGroup(store, group) });
		},
	},
	{
		method: 'PUT',
		path: '/v1/userGroup/:id(^[1-9]\\d*$)',
		handle: (request) => {
			const group = groupOf(store, request);
			const body = bodyOf(request);
			const userIds = userIdsOf(store, body);
			// the page marks the list as required: it replaces the members
			if (!userIds) throw invalid('参数 userList 不能为空');
			group.name = neededText(body, 'name');
			group.userIds = userIds;
			return ok({ data: showGroup(store, group) });
		},
	},
	{
		method: 'GET',
		path: '/v1/userGroup/:id(^[1-9]\\d*$)',
		handle: (request) => ok({ data: showGroup(store, groupOf(store, request)) }),
	},
];
