import type { Caller } from './auth';
import { parameterError } from './envelope';
import { fieldOf } from './metadata';
import type { Field, Store, Values } from './store';

const PERSON = ['employee', 'employee_many'];
const DEPARTMENT = ['department', 'department_many'];
const FILES = ['file_attachment', 'image', 'signature'];
const READ_ONLY = ['auto_number', 'formula', 'count', 'quote'];

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

const userIds = (store: Store, { convert }: Caller, ids: string[]): string[] =>
	ids.map((id) => {
		const known = [...store.users.values()].find(({ userId, openUserId }) =>
			convert ? openUserId === id : userId === id,
		);
		if (!known && id !== '-10000') throw parameterError(`员工 ${id} 不存在`);
		return known?.userId ?? id;
	});

const shownId = (store: Store, { convert }: Caller, id: string): string =>
	convert && store.switches.convertUserIdOnRead ? (store.users.get(id)?.openUserId ?? id) : id;

/** Which shape each type of field wants (section 3.8). */
function problemOf(store: Store, field: Field, value: unknown): string | undefined {
	const choices = field.options?.map((option) => option.value);
	switch (field.type) {
		case 'select_one':
			return isText(value) && (!choices || choices.includes(value)) ? undefined : '选项不存在';
		case 'select_many':
		case 'tag':
		case 'array':
			return isTexts(value) && (!choices || value.every((one) => choices.includes(one)))
				? undefined
				: '应为选项数组';
		case 'number':
		case 'currency':
		case 'percentile':
			return isText(value) && /^-?\d+(\.\d+)?$/.test(value) ? undefined : '应为数字字符串';
		case 'date':
		case 'date_time':
		case 'time':
			return typeof value === 'number' && Number.isSafeInteger(value)
				? undefined
				: '应为毫秒时间戳';
		case 'true_or_false':
			return typeof value === 'boolean' ? undefined : '应为布尔';
		case 'employee':
		case 'employee_many':
		case 'department':
		case 'department_many':
		case 'object_reference_many':
			return isTexts(value) ? undefined : '应为字符串数组';
		case 'object_reference':
		case 'master_detail':
			return isText(value) && store.records.get(value)?.object === field.target_api_name
				? undefined
				: '关联数据不存在';
		case 'file_attachment':
			return isFiles(store, value, ['name']) ? undefined : '应为附件数组';
		case 'image':
		case 'signature':
			return isFiles(store, value, ['ext', 'filename']) ? undefined : '应为图片数组';
		default:
			return isText(value) ? undefined : '应为字符串';
	}
}

const isFiles = (store: Store, value: unknown, needed: string[]): boolean =>
	Array.isArray(value) &&
	value.every((entry: unknown) => {
		if (typeof entry !== 'object' || entry === null) return false;
		const file = entry as Values;
		return (
			isText(file.path) &&
			store.files.has(file.path) &&
			needed.every((name) => isText(file[name]) && file[name] !== '')
		);
	});

/** A file that a record holds is permanent from then on. */
function promote(store: Store, field: Field, value: unknown): void {
	if (!FILES.includes(field.type)) return;
	for (const { path } of value as Array<{ path: string }>) {
		const file = store.files.get(path);
		if (file) delete file.until;
	}
}

const isEmpty = (value: unknown) => value === '' || (Array.isArray(value) && !value.length);

/** What a write stores; `undefined` empties. Read-only and system fields are left alone. */
export function written(store: Store, object: string, given: Values, caller: Caller): Values {
	const out: Values = {};
	for (const [name, value] of Object.entries(given)) {
		if (['dataObjectApiName', 'object_describe_api_name', '_id'].includes(name)) continue;
		const other = name.endsWith('__o');
		const field = fieldOf(store, object, other ? name.slice(0, -3) : name);
		if (!field?.is_active) throw parameterError(`字段 ${name} 不存在`);
		if (field.system || READ_ONLY.includes(field.type)) continue;
		const { clearing } = store.switches;
		if (value === null || isEmpty(value)) {
			const taken = clearing === 'both' || (clearing === 'null') === (value === null);
			if (!taken) throw parameterError(`字段 ${name} 不能为空值`);
			if (field.is_required) throw parameterError(`字段 ${field.label} 必填`);
			out[name] = undefined;
			continue;
		}
		const problem = other ? undefined : problemOf(store, field, value);
		if (problem) throw parameterError(`字段 ${name} 类型错误: ${problem}`);
		promote(store, field, value);
		out[name] = PERSON.includes(field.type) ? userIds(store, caller, value as string[]) : value;
	}
	return out;
}

export function checkRequired(store: Store, object: string, values: Values): void {
	for (const { api_name, label, is_required } of store.objects.get(object)?.fields ?? [])
		if (is_required && (values[api_name] === undefined || values[api_name] === null))
			throw parameterError(`字段 ${label} 必填`);
}

/** A record as a read shows it: companions beside lookups, people and departments. */
export function shown(
	store: Store,
	object: string,
	values: Values,
	caller: Caller,
	includeNull = false,
): Values {
	const out: Values = { object_describe_api_name: object };
	for (const field of store.objects.get(object)?.fields ?? []) {
		const value = values[field.api_name];
		if (value === undefined || value === null) {
			if (includeNull) out[field.api_name] = null;
			continue;
		}
		out[field.api_name] = value;
		if (FILES.includes(field.type) && caller.mediaIds && store.switches.convertMediaIdOnRead) {
			out[field.api_name] = (value as Values[]).map((file) => ({
				...file,
				path: `MEDIA_${String(file.path)}`,
			}));
		}
		if (PERSON.includes(field.type)) {
			const ids = (value as string[]).map((id) => shownId(store, caller, id));
			const people = ids.map((id, index) => ({
				id,
				name: store.users.get((value as string[])[index] ?? '')?.name ?? '系统',
			}));
			out[field.api_name] = ids;
			out[`${field.api_name}__r`] = people[0];
			out[`${field.api_name}__l`] = people;
		}
		if (DEPARTMENT.includes(field.type)) {
			out[`${field.api_name}__r`] = { deptId: (value as string[])[0], deptName: '全公司' };
		}
		if (['object_reference', 'master_detail'].includes(field.type)) {
			out[`${field.api_name}__r`] = store.records.get(String(value))?.values.name;
			out[`${field.api_name}__relation_ids`] = value;
		}
	}
	for (const [name, value] of Object.entries(values)) if (name.endsWith('__o')) out[name] = value;
	return out;
}
