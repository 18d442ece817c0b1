import { post, type Endpoints } from '../context';
import { missing, ok, Refusal } from '../envelope';
import { bodyOf, dataOf, integer, objects, optionalObject, text, texts } from '../params';
import type { User, Values } from '../store';

const shownUser = ({ openUserId, name, mobile, isStop, departments }: User): Values => ({
	openUserId,
	name,
	nickName: name,
	mobile,
	isStop,
	departmentIds: departments.map(Number),
});

const DEPARTMENTS = [
	{ id: 999_999, name: '全公司', parentId: 0, isStop: false },
	{ id: 1001, name: 'Sales', parentId: 999_999, isStop: false },
];

/** The legacy address book ("offline, not recommended"), functions and messages. */
export const people: Endpoints = ({ store }) => {
	const byOpenId = (id: string): User => {
		const user = [...store.users.values()].find(({ openUserId }) => openUserId === id);
		if (!user) throw new Refusal(20012, 'openUserId不存在');
		return user;
	};
	return [
		post('/cgi/user/list', (request) => {
			const department = integer(bodyOf(request), 'departmentId');
			if (!DEPARTMENTS.some(({ id }) => id === department)) throw new Refusal(30007, '部门不存在');
			const userList = [...store.users.values()]
				.filter(
					({ departments }) => department === 999_999 || departments.includes(`${department}`),
				)
				.map(shownUser);
			return ok({ userList });
		}),
		post('/cgi/user/get', (request) =>
			ok(shownUser(byOpenId(text(bodyOf(request), 'openUserId')))),
		),
		post('/cgi/user/getByMobile', (request) => {
			const mobile = text(bodyOf(request), 'mobile');
			const empList = [...store.users.values()]
				.filter((user) => user.mobile === mobile)
				.map(shownUser);
			return ok({ empList });
		}),
		post('/cgi/department/list', () => ok({ departments: DEPARTMENTS })),
		post('/cgi/department/detail', (request) => {
			const id = integer(bodyOf(request), 'departmentId');
			const department = DEPARTMENTS.find((one) => one.id === id);
			if (!department) throw new Refusal(30007, '部门不存在');
			return ok({ department });
		}),
		post('/cgi/crm/v2/special/function', (request) => {
			const data = dataOf(request);
			const name = text(data, 'api_name');
			const postId = text(data, 'postId');
			const parameters = Object.fromEntries(
				objects(data, 'parameters').map((row) => [text(row, 'name'), row.value]),
			);
			const run = store.functions.get(name);
			if (!run) throw missing(store.switches, `函数 ${name} 不存在`);
			// a repeated postId gives the first answer again
			if (!store.functionRuns.has(postId)) store.functionRuns.set(postId, run(parameters));
			return ok({ data: { functionResult: store.functionRuns.get(postId) } });
		}),
		post('/cgi/message/send', (request) => {
			const body = bodyOf(request);
			const to = texts(body, 'toUser');
			if (to.length > 500) throw new Refusal(32000, 'toUser 超过500');
			if (!to.every((id) => [...store.users.values()].some((user) => user.openUserId === id)))
				throw new Refusal(11018, 'toUser错误');
			const type = text(body, 'msgType');
			if (!['text', 'composite'].includes(type)) throw new Refusal(12003, 'msgType错误');
			const content = optionalObject(body, type);
			if (type === 'text' && !content.content) throw new Refusal(12005, '文本内容为空');
			store.messages.push({ toUser: to, msgType: type, [type]: content });
			return ok();
		}),
	];
};
