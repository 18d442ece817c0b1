import type { EmulatorRequest } from '../frame';
import { parameterError, Refusal } from './envelope';

export type Body = Record<string, unknown>;

const isObject = (value: unknown): value is Body =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export function bodyOf({ body }: EmulatorRequest): Body {
	if (body === undefined) throw new Refusal(12004, 'POST内容为空');
	if (!isObject(body)) throw new Refusal(600001, '请求参数为空');
	return body;
}

export function object(from: Body, name: string): Body {
	const value = from[name];
	if (!isObject(value)) throw new Refusal(600001, `参数 ${name} 为空`);
	return value;
}

export const optionalObject = (from: Body, name: string): Body =>
	from[name] === undefined || from[name] === null ? {} : object(from, name);

export const dataOf = (request: EmulatorRequest): Body => object(bodyOf(request), 'data');

export function text(from: Body, name: string): string {
	const value = from[name];
	if (typeof value !== 'string' || value === '') throw parameterError(`参数 ${name} 不能为空`);
	return value;
}

export function optionalText(from: Body, name: string): string | undefined {
	return from[name] === undefined || from[name] === null || from[name] === ''
		? undefined
		: text(from, name);
}

export function texts(from: Body, name: string): string[] {
	const value = from[name];
	if (!Array.isArray(value) || !value.length || !value.every((one) => typeof one === 'string')) {
		throw parameterError(`参数 ${name} 类型错误, 应为非空字符串数组`);
	}
	return value;
}

export function objects(from: Body, name: string): Body[] {
	const value = from[name];
	if (!Array.isArray(value) || !value.every(isObject))
		throw parameterError(`参数 ${name} 类型错误, 应为对象数组`);
	return value;
}

export function integer(from: Body, name: string, fallback?: number): number {
	const value = from[name] ?? fallback;
	if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
		throw parameterError(`参数 ${name} 类型错误, 应为整数`);
	return value;
}

/** Absent means the default; anything but a boolean is refused. */
export function flag(from: Body, name: string, fallback: boolean): boolean {
	const value = from[name] ?? fallback;
	if (typeof value !== 'boolean') throw parameterError(`参数 ${name} 类型错误, 应为布尔`);
	return value;
}
