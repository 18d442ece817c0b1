import { invalid } from './envelope';
import { typeRow } from './fieldTypes';
import type { FieldKind } from './fieldTypes';
import { compileLogic } from './logic';
import { notInScrollSearch, operatorsOf, takesNoValue, tests } from './operators';
import type { Body } from './params';
import { integer, neededText, rows, text } from './params';
import { valueOf } from './readRecord';
import type { Condition, Field, Logic, Store, StoredRecord } from './store';
import { fieldOf, nameOf, userByEmail } from './store';
import { isDate, isDateTime, printTime } from './time';

export type Matches = (record: StoredRecord) => boolean;

const severalValues: readonly FieldKind[] = ['multi_select', 'telephone', 'email', 'multi_staff'];

function readCondition(row: Body): Condition {
	const operator = neededText(row, 'operator');
	const value = text(row, 'value');
	if (value === undefined && !takesNoValue(operator))
		throw invalid('参数 conditionList[].value 不能为空');
	return { fieldApiName: neededText(row, 'fieldApiName'), operator, value: value ?? '' };
}

/** The logic of a search as its body states it. */
export function readLogic(body: Body): Logic {
	return {
		judgeStrategy: integer(body, 'judgeStrategy', 'body'),
		customJudgeLogic: text(body, 'customJudgeLogic'),
		conditionList: rows(body, 'conditionList')?.map(readCondition),
	};
}

/** The value in the notation that conditions use: lookups by id or name, staff by email, name or id. */
function comparable(store: Store, record: StoredRecord, field: Field, kind: FieldKind): string {
	const value = valueOf(store, record, field);
	if (kind === 'lookup' && store.switches.lookupCondition === 'name') return nameOf(store, value);
	if (kind !== 'staff' && kind !== 'multi_staff' && kind !== 'owner') return value;
	if (store.switches.staffCondition === 'email' || value === '') return value;
	return value
		.split(',')
		.map((email) => {
			const user = userByEmail(store, email);
			return store.switches.staffCondition === 'id'
				? String(user?.id ?? '')
				: (user?.realname ?? '');
		})
		.join(',');
}

function checkOperand(kind: FieldKind, { operator, value }: Condition): void {
	if (takesNoValue(operator)) return;
	const right =
		kind === 'date'
			? isDate(value)
			: kind === 'date_time'
				? isDateTime(value)
				: kind !== 'numeric' || /^-?\d+(\.\d+)?$/.test(value);
	if (!right) throw invalid(`条件值格式错误: ${value}`);
}

const orders: Record<string, ((difference: number) => boolean) | undefined> = {
	greater_than: (difference) => difference > 0,
	greater_than_eq: (difference) => difference >= 0,
	less_than: (difference) => difference < 0,
	less_than_eq: (difference) => difference <= 0,
};

function compileCondition(
	store: Store,
	object: string,
	condition: Condition,
	scroll: boolean,
): Matches {
	const field = fieldOf(store, object, condition.fieldApiName);
	if (!field) throw invalid(`字段 ${condition.fieldApiName} 不存在`);
	const { kind } = typeRow(field.type);
	if (!kind || (scroll && notInScrollSearch.includes(kind))) {
		throw invalid(`字段 ${field.apiName} 不支持作为搜索条件`);
	}
	const { operator, value: asked } = condition;
	const test = tests[operator];
	if (!test || !operatorsOf[kind].includes(operator)) {
		throw invalid(`字段 ${field.apiName} 不支持操作符 ${operator}`);
	}
	checkOperand(kind, condition);
	const bound = orders[operator];
	if (field.system && bound) {
		// the same as below, without printing the time of every record that there is
		const at = Date.parse(`${asked.replace(' ', 'T')}Z`) - store.switches.utcOffsetMinutes * 60_000;
		const stamp = field.apiName === 'createTime' ? 'createTime' : 'updateTime';
		return (record) => bound(Math.floor(record[stamp] / 1000) * 1000 - at);
	}
	const list = asked.split(',');
	const now = printTime(store, Math.floor(store.now() / 1000) * 1000);
	// "equals now" of a date-time can only mean the day
	const days = kind === 'date' || operator === 'eq_current';
	const order =
		kind === 'numeric'
			? (left: string, right: string) => Number(left) - Number(right)
			: (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
	return (record) => {
		const value = comparable(store, record, field, kind);
		const whole = days && kind === 'date_time' ? value.slice(0, 10) : value;
		const several = severalValues.includes(kind);
		const held = whole === '' ? [] : several ? whole.split(',') : [whole];
		return test({ held, whole, asked, list, current: days ? now.slice(0, 10) : now, order });
	};
}

/** Judge strategies: 1 all conditions, 2 any of them, 3 the custom logic. */
export function compileConditions(
	store: Store,
	object: string,
	{ judgeStrategy = 1, customJudgeLogic, conditionList = [] }: Logic,
	scroll = false,
): Matches {
	if (![1, 2, 3].includes(judgeStrategy)) throw invalid('参数 judgeStrategy 只能为 1, 2, 3');
	const each = conditionList.map((condition) => compileCondition(store, object, condition, scroll));
	if (judgeStrategy === 3) {
		if (customJudgeLogic === undefined)
			throw invalid('judgeStrategy 为 3 时 customJudgeLogic 不能为空');
		const logic = compileLogic(customJudgeLogic, each.length, store.switches);
		return (record) => logic((position) => each[position - 1]?.(record) ?? false);
	}
	if (each.length === 0) return () => true;
	if (judgeStrategy === 2) return (record) => each.some((matches) => matches(record));
	return (record) => each.every((matches) => matches(record));
}
