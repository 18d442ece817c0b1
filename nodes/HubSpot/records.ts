import type { IDataObject } from 'n8n-workflow';

export interface CrmRecord extends IDataObject {
	id: string;
	properties: IDataObject;
}

const LEFT_OUT = ['properties', 'objectWriteTraceId', 'url', 'new'];

/** `{ id, property: value, … }`; other parts of the record stay beside the properties. */
export function simplified(record: IDataObject): IDataObject {
	const { properties, id } = record;
	if (!properties || typeof properties !== 'object') return record;
	const rest = Object.entries(record).filter(([name]) => !LEFT_OUT.includes(name));
	return { ...Object.fromEntries(rest), ...(properties as IDataObject), id };
}

export const shaped = (record: IDataObject, simple: boolean): IDataObject =>
	simple ? simplified(record) : record;
