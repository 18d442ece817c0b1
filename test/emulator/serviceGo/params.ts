import type { EmulatorRequest } from '../frame';
import { invalid } from './envelope';

export type Body = Record<string, unknown>;

/** The JSON object of a body; anything else is refused. */
export function bodyOf({ body }: EmulatorRequest): Body {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw invalid('请求体必须是JSON对象');
	}
	return body as Body;
}

/** Query parameters as a body would hold them: digits only become numbers where an integer is asked for. */
export function queryOf({ query }: EmulatorRequest): Body {
	return query;
}

export function text(from: Body, name: string): string | undefined {
	const value = from[name];
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string') throw invalid(`参数 ${name} 类型错误, 应为字符串`);
	return value;
}

export function neededText(from: Body, name: string): string {
	const value = text(from, name);
	if (value === undefined) throw invalid(`参数 ${name} 不能为空`);
	return value;
}

function toInteger(value: unknown, fromQuery: boolean): number | undefined {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
	return fromQuery && typeof value === 'string' && /^-?\d{1,15}$/.test(value)
		? Number(value)
		: undefined;
}

/** In a body an integer must be a JSON number; in a query it is digits. */
export function integer(from: Body, name: string, where: 'body' | 'query'): number | undefined {
	const value = from[name];
	if (value === undefined || value === null || value === '') return undefined;
	const number = toInteger(value, where === 'query');
	if (number === undefined) throw invalid(`参数 ${name} 类型错误, 应为整型`);
	return number;
}

export function neededInteger(from: Body, name: string, where: 'body' | 'query'): number {
	const value = integer(from, name, where);
	if (value === undefined) throw invalid(`参数 ${name} 不能为空`);
	return value;
}

/** A list of objects. */
export function rows(from: Body, name: string): Body[] | undefined {
	const value = from[name];
	if (value === undefined || value === null) return undefined;
	if (!Array.isArray(value)) throw invalid(`参数 ${name} 类型错误, 应为数组`);
	return value.map((row: unknown) => {
		if (typeof row !== 'object' || row === null || Array.isArray(row)) {
			throw invalid(`参数 ${name}[] 类型错误, 应为对象`);
		}
		return row as Body;
	});
}

export function integers(from: Body, name: string): number[] | undefined {
	const value = from[name];
	if (value === undefined || value === null) return undefined;
	if (!Array.isArray(value)) throw invalid(`参数 ${name} 类型错误, 应为整型数组`);
	return value.map((item: unknown) => {
		const number = toInteger(item, false);
		if (number === undefined) throw invalid(`参数 ${name}[] 类型错误, 应为整型`);
		return number;
	});
}

export function texts(from: Body, name: string): string[] {
	const value = from[name];
	if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
		throw invalid(`参数 ${name} 类型错误, 应为字符串数组`);
	}
	return value;
}
