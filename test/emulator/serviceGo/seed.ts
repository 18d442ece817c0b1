import { addUser } from './endpoints/users';
import { addField, addObject, addObjects } from './metadata';
import type { Field, Filter, RelationType, Store, StoredFile, StoredRecord, User } from './store';
import { fieldOf } from './store';
import { keep } from './uploads';
import { insertRecord, touch } from './writeRecord';

export interface RecordStamp {
	id?: number;
	/** Milliseconds. */
	createTime?: number;
	updateTime?: number;
	/** Email of a staff member. */
	owner?: string;
}

export interface Seed {
	/** Values in write format (lookups: the target's id); unchecked but for the field names. Answers the ids. */
	records: (
		object: string,
		rows: Array<Record<string, string>>,
		stamp?: RecordStamp | ((index: number) => RecordStamp),
	) => number[];
	/** A change made by somebody else, as in the vendor's own UI: it moves updateTime. */
	update: (id: number, values: Record<string, string>) => void;
	remove: (id: number) => void;
	/** Puts a file into a rich text, file or image field. */
	file: (id: number, apiName: string, file: Omit<StoredFile, 'docId'>) => StoredFile;
	filter: (filter: Omit<Filter, 'id' | 'kind'> & Partial<Filter>) => Filter;
	relation: (type: Partial<RelationType> & Pick<RelationType, 'name' | 'object'>) => RelationType;
	object: (name: string, label: string) => void;
	field: (object: string, field: Omit<Field, 'id' | 'permissionCode'> & Partial<Field>) => Field;
	user: (user: Partial<User> & Pick<User, 'email' | 'realname'>) => User;
}

function recordOf(store: Store, id: number): StoredRecord {
	const record = store.records.get(id);
	if (!record) throw new Error(`seed: there is no record ${id}`);
	return record;
}

function checkNames(store: Store, object: string, values: Record<string, string>): void {
	if (!store.objects.has(object)) throw new Error(`seed: there is no object ${object}`);
	for (const apiName of Object.keys(values)) {
		if (!fieldOf(store, object, apiName))
			throw new Error(`seed: ${object} has no field ${apiName}`);
	}
}

export function createSeed(store: Store): Seed {
	return {
		records: (object, rows, stamp = {}) =>
			rows.map((row, index) => {
				checkNames(store, object, row);
				const values = new Map(Object.entries(row).filter(([, value]) => value !== ''));
				const at = typeof stamp === 'function' ? stamp(index) : stamp;
				return insertRecord(store, object, values, at).id;
			}),
		update: (id, values) => {
			const record = recordOf(store, id);
			checkNames(store, record.object, values);
			for (const [apiName, value] of Object.entries(values)) record.values.set(apiName, value);
			touch(store, record);
		},
		remove: (id) => {
			recordOf(store, id);
			store.records.delete(id);
		},
		file: (id, apiName, { name, type, content }) => {
			const { files } = recordOf(store, id);
			const file = keep(store, { name: 'file', filename: name, type, content });
			files.set(apiName, [...(files.get(apiName) ?? []), file]);
			return file;
		},
		filter: (filter) => {
			const added: Filter = { id: 1000 + store.next('filter'), kind: 'list', ...filter };
			store.filters.set(added.id, added);
			return added;
		},
		relation: (type) => {
			const number = store.next('relation type');
			const added = { id: 100 + number, uiId: 5000 + number, showFields: [], ...type };
			store.relationTypes.set(added.id, added);
			return added;
		},
		object: (name, label) => addObject(store, name, label),
		field: (object, field) => addField(store, object, field),
		user: (user) => addUser(store, user),
	};
}

/** What every tenant of the emulator has: metadata, staff, filters, one relation type; no business records. */
export function seedTenant(store: Store, seed: Seed): void {
	addObjects(store);
	for (const [id, name] of [
		[1, '坐席'],
		[2, '主管'],
	] as const)
		store.positions.set(id, name);
	for (const [id, name] of [
		[1, '客服'],
		[2, '管理员'],
	] as const)
		store.roles.set(id, name);
	seed.user({ email: store.admin, realname: 'Admin', mobile: '13800000001', roleIds: [2] });
	seed.user({ email: 'zhangsan@example.com', realname: '张三', mobile: '13800000002' });
	seed.user({ email: 'lisi@example.com', realname: '李四', mobile: '13800000003' });

	const sort = { fieldApiName: 'createTime', descending: true };
	const objects = ['contact', 'organization', 'case', 'sysuserinfo'];
	for (const [index, object] of objects.entries()) {
		seed.filter({ id: index + 1, name: '全部', object, sort });
	}
	const byName = { fieldApiName: 'name' };
	seed.filter({ id: 101, name: '客户的联系人', object: 'contact', kind: 'ui', sort: byName });
	seed.filter({ id: 102, name: '相关工单', object: 'case', kind: 'ui', sort: byName });
	seed.filter({ id: 201, name: '我关注的', object: 'contact', kind: 'special' });
	seed.relation({
		id: 8,
		name: '关联工单',
		object: 'case',
		uiId: 4809,
		showFields: ['bianhao', 'province', 'dianhua'],
	});
}

/** A small tenant to play with. */
export function demoSeed(seed: Seed): void {
	const [acme = 0, globex = 0] = seed.records('organization', [
		{ name: '客户', sysOrganizationNo: '客户', level: 'A', dianhua: '01082961234' },
		{ name: 'Globex', sysOrganizationNo: 'ORG-002', level: 'B', province: '广东省,深圳市' },
		{ name: 'Initech', sysOrganizationNo: 'ORG-003', level: 'C' },
	]);
	const [first = 0] = seed.records('contact', [
		{
			name: '测试联系人1',
			organization: String(acme),
			weiyibiaoshi: '1301',
			youxiang: 'test@qq.com',
			phone: '13912345678',
			gender: '男',
			tags: '重要,老客户',
			score: '10',
			staff: 'zhangsan@example.com',
		},
		{
			name: 'Jane Doe',
			organization: String(globex),
			weiyibiaoshi: '1302',
			youxiang: 'jane@example.com',
			gender: '女',
			birthday: '1990-05-17',
			region: '广东省,深圳市,南山区',
		},
		{
			name: 'John Smith',
			organization: String(globex),
			weiyibiaoshi: '1303',
			description: '<p>Prefers e-mail</p>',
		},
	]);
	seed.records('case', [
		{
			name: '无法登录',
			status: '待处理',
			priority: '高',
			contact: String(first),
			organization: String(acme),
			caseNo: 'CASE-1',
		},
		{
			name: '开票问题',
			status: '处理中',
			priority: '中',
			organization: String(globex),
			caseNo: 'CASE-2',
			province: '浙江省,杭州市',
		},
		{
			name: '回访',
			status: '已关闭',
			priority: '低',
			organization: String(globex),
			caseNo: 'CASE-3',
		},
	]);
}
