import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../core/data/json';

export interface CrmRecord extends IDataObject {
	id: string;
	properties: IDataObject;
}

const LEFT_OUT = ['properties', 'objectWriteTraceId', 'url', 'new'];

/** `{ id, property: value, … }`; other parts of the record stay beside the properties. */
export function simplified(record: IDataObject): IDataObject {
	const { properties, id } = record;
	if (!isObject(properties)) return record;
	const rest = Object.entries(record).filter(([name]) => !LEFT_OUT.includes(name));
	return { ...Object.fromEntries(rest), ...properties, id };
}

export const shaped = (record: IDataObject, simple: boolean): IDataObject =>
	simple ? simplified(record) : record;
