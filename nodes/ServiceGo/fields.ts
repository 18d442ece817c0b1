import type { IDataObject } from 'n8n-workflow';
import type { ValueFormat, ValueType, VendorField } from '../core/data/fields';
import { dateText, dateTimeText, wallClock } from '../core/data/time';
import type { Api } from '../core/transport/api';
import type { Credential } from '../core/vendor';
import type { Kind } from './conditions';

interface TypeRow {
	/** Chinese type names of `/v1/fields`; the vendor publishes no list, so unknown ones are treated as text. */
	names: string[];
	type: ValueType;
	kind: Kind;
	readOnly?: true;
	dropdown?: true;
}

const TYPES: TypeRow[] = [
	{ names: ['单行文本'], type: 'text', kind: 'singleLine' },
	{ names: ['多行文本'], type: 'text', kind: 'multiLine' },
	{ names: ['长文本', '富文本'], type: 'text', kind: 'notSearchable' },
	{ names: ['单选', '单选列表'], type: 'option', kind: 'singleSelect' },
	// most likely a single choice, but the name does not say so
	{ names: ['选择列表'], type: 'options', kind: 'singleSelect', dropdown: true },
	{ names: ['多选', '多选列表'], type: 'options', kind: 'multiSelect' },
	{ names: ['级联', '级联字段'], type: 'list', kind: 'cascade' },
	{ names: ['电话'], type: 'list', kind: 'telephone' },
	{ names: ['邮箱'], type: 'list', kind: 'email' },
	{ names: ['日期'], type: 'date', kind: 'date' },
	{ names: ['日期时间'], type: 'dateTime', kind: 'dateTime' },
	{ names: ['数字'], type: 'number', kind: 'number' },
	{ names: ['百分比', '百分数'], type: 'number', kind: 'notSearchable' },
	{ names: ['查找', '查找型'], type: 'lookup', kind: 'lookup' },
	{ names: ['员工查找', '查找员工'], type: 'user', kind: 'staff' },
	{ names: ['多员工查找', '查找多员工'], type: 'users', kind: 'multiStaff' },
	{ names: ['工作时间', '地理位置', '定位'], type: 'text', kind: 'notSearchable' },
	{ names: ['自动编号'], type: 'text', kind: 'autoNumber', readOnly: true },
	{ names: ['所有人'], type: 'user', kind: 'owner', readOnly: true },
	{ names: ['公式'], type: 'text', kind: 'notSearchable', readOnly: true },
	{
		names: ['附件', '文件字段', '图片', '签名'],
		type: 'text',
		kind: 'notSearchable',
		readOnly: true,
	},
];

const rowOf = new Map(TYPES.flatMap((row) => row.names.map((name) => [name, row] as const)));

const READ_ONLY = 2;

/** Columns that every object has and `/v1/fields` may leave out; conditions know them. */
const AUDIT: VendorField[] = [
	{
		name: 'createTime',
		label: 'Create Time',
		type: 'dateTime',
		kind: 'dateTime' satisfies Kind,
		readOnly: true,
	},
	{
		name: 'updateTime',
		label: 'Update Time',
		type: 'dateTime',
		kind: 'dateTime' satisfies Kind,
		readOnly: true,
	},
];

/** All fields of an object at once: the endpoint has no pages. https://www.udesk.cn/doc/sercive/custom-fields/ */
export async function listFields(api: Api, objectType: string): Promise<VendorField[]> {
	const { data } = await api.request<{ data?: IDataObject[] }>({
		method: 'GET',
		url: '/v1/fields',
		query: { objectApiName: objectType },
	});
	const listed = (data ?? []).map(fieldOf);
	const names = new Set(listed.map(({ name }) => name));
	return [...listed, ...AUDIT.filter(({ name }) => !names.has(name))];
}

function fieldOf({
	apiName,
	label,
	fieldTypeName,
	permissionCode,
	optionList,
}: IDataObject): VendorField {
	const row = rowOf.get(String(fieldTypeName));
	const options = (optionList as IDataObject[] | null | undefined)?.map(({ name }) => ({
		label: String(name),
		value: String(name),
	}));
	return {
		name: String(apiName),
		label: String(label ?? apiName),
		type: row?.type ?? 'text',
		kind: row?.kind,
		readOnly: Number(permissionCode) === READ_ONLY || row?.readOnly,
		...(options?.length && { options }),
		...(row?.dropdown && { dropdown: row.dropdown }),
	};
}

/** Every value is a string: option names, staff emails, lists joined by commas. */
export const formatOf = ({ timeZone }: Credential): ValueFormat => ({
	zone: String(timeZone ?? '').trim() || 'Asia/Shanghai',
	text: (value) => value,
	number: (_, digits) => digits,
	boolean: (value) => String(value),
	date: dateText,
	dateTime: (instant, zone) => dateTimeText(wallClock(instant, zone)),
	option: ({ value }) => value,
	list: (values) => values.join(','),
	cleared: () => '',
	refuses: ({ type }, value) =>
		['list', 'options', 'users'].includes(type) && value.includes(',')
			? `cannot hold "${value}": ServiceGo separates the values of a list by commas`
			: undefined,
});
