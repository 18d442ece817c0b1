import type { IDataObject } from 'n8n-workflow';

/** For answers of vendors and input of users, of which nothing is sure. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const areObjects = (value: unknown): value is IDataObject[] =>
	Array.isArray(value) && value.every(isObject);

/** Anything else counts as an object without members. */
export const objectIn = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** Anything else counts as a list without rows. */
export const objectsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.map(objectIn) : [];
