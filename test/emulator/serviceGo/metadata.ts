import type { FieldType } from './fieldTypes';
import { typeRow } from './fieldTypes';
import type { Field, Option, Store } from './store';

type Row = [apiName: string, label: string, type: FieldType, more?: Partial<Field>];

const names = (...list: string[]): Option[] =>
	list.map((name, index) => ({ id: 7000 + index + 1, name }));

const regions: Option[] = [
	{
		id: 7101,
		name: '广东省',
		children: [
			{ id: 7102, name: '深圳市', children: [{ id: 7103, name: '南山区' }] },
			{ id: 7104, name: '广州市' },
		],
	},
	{ id: 7105, name: '浙江省', children: [{ id: 7106, name: '杭州市' }] },
];

const audit: Row[] = [
	['owner', '所有人', 'owner'],
	['createTime', '创建时间', 'dateTime', { system: true, permissionCode: 2 }],
	['updateTime', '更新时间', 'dateTime', { system: true, permissionCode: 2 }],
];

/** One field of every type, among them those of the page's samples. */
const contact: Row[] = [
	['name', '姓名', 'singleLine', { required: true, maxLength: 255 }],
	['zidongbianhao', '自动编号', 'autoNumber'],
	['organization', '所属客户', 'lookup', { lookupObject: 'organization' }],
	['weiyibiaoshi', '唯一标识', 'singleLine', { externalUnique: true, maxLength: 255 }],
	['youxiang', '邮箱', 'email'],
	['phone', '电话', 'telephone'],
	['gender', '性别', 'select', { options: names('男', '女') }],
	['tags', '标签', 'multiSelect', { options: names('重要', '潜在', '老客户') }],
	['birthday', '生日', 'date'],
	['lastVisit', '最近拜访', 'dateTime'],
	['score', '积分', 'numeric'],
	['discount', '折扣', 'percent'],
	['staff', '负责员工', 'staff'],
	['coStaff', '协作员工', 'multiStaff'],
	['region', '地区', 'cascade', { options: regions }],
	['serviceTime', '服务时间', 'workTime', { options: names('5*8', '7*24') }],
	['remark', '备注', 'multiLine', { maxLength: 2000 }],
	['story', '履历', 'textLong'],
	['description', '描述', 'richText'],
	['attachment', '文件', 'attachment'],
	['photo', '照片', 'image'],
	['signature', '签名', 'signature'],
	[
		'calcFormula',
		'计算公式',
		'formula',
		{ formula: ({ values }) => (Number(values.get('score') ?? 0) * 1.5).toFixed(2) },
	],
	['coordinate', '坐标', 'geography'],
	['zidingyi', '自定义', 'custom'],
	...audit,
];

const organization: Row[] = [
	['name', '客户名称', 'singleLine', { required: true, maxLength: 255 }],
	['sysOrganizationNo', '客户编号', 'singleLine', { externalUnique: true }],
	['level', '级别', 'select', { options: names('A', 'B', 'C') }],
	['dianhua', '电话', 'telephone'],
	['province', '省', 'cascade', { options: regions }],
	...audit,
];

const workOrder: Row[] = [
	['name', '主题', 'singleLine', { required: true, maxLength: 255 }],
	['bianhao', '编号', 'autoNumber'],
	['province', '省', 'cascade', { options: regions }],
	['dianhua', '电话', 'telephone'],
	['status', '状态', 'select', { options: names('待处理', '处理中', '已关闭') }],
	['priority', '优先级', 'select', { options: names('低', '中', '高') }],
	['contact', '联系人', 'lookup', { lookupObject: 'contact' }],
	['organization', '客户', 'lookup', { lookupObject: 'organization' }],
	['caseNo', '外部单号', 'singleLine', { externalUnique: true }],
	['description', '描述', 'richText'],
	['attachment', '附件', 'attachment'],
	...audit,
];

const staffInfo: Row[] = [
	['name', '姓名', 'singleLine', { required: true }],
	['email', '邮箱', 'email'],
	['department', '部门', 'singleLine'],
	...audit,
];

export function addField(
	store: Store,
	object: string,
	field: Omit<Field, 'id' | 'permissionCode'> & Partial<Field>,
): Field {
	const readOnly =
		typeRow(field.type).readOnly && field.type !== 'attachment' && field.type !== 'image';
	const added: Field = {
		id: 4100 + store.next('field'),
		permissionCode: readOnly ? 2 : 4,
		...field,
	};
	store.objects.get(object)?.fields.push(added);
	return added;
}

export function addObject(store: Store, name: string, label: string, rows: Row[] = []): void {
	store.objects.set(name, { label, fields: [] });
	for (const [apiName, label_, type, more] of rows) {
		addField(store, name, { apiName, label: label_, type, ...more });
	}
}

export function addObjects(store: Store): void {
	addObject(store, 'contact', '联系人', contact);
	addObject(store, 'organization', '客户', organization);
	addObject(store, 'case', '工单', workOrder);
	addObject(store, 'sysuserinfo', '员工信息', staffInfo);
}
