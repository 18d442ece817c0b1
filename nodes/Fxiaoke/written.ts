import type { IDataObject } from 'n8n-workflow';
import { areObjects } from '../core/data/json';
import { coerce, UnfitValue, type VendorField } from '../core/data/fields';
import { parsed } from '../core/transport/send';
import type { Call } from '../core/node/call';

const SYSTEM_FIELDS = ['_id', 'dataObjectApiName', 'object_describe_api_name'];

/** The value of a field in Fxiaoke's form. */
export function fitted(
	call: Call,
	{ parameter, field, value }: { parameter: string; field?: VendorField; value: unknown },
): IDataObject[string] {
	const { vendor, credential } = call.api;
	try {
		const ready = fileEntries(field, value);
		const fit = coerce(field, ready, vendor.fields.format(credential), call.zone);
		return fit as IDataObject[string];
	} catch (error) {
		if (!(error instanceof UnfitValue)) return call.fail((error as Error).message);
		return call.refuse(parameter, `: the field "${field?.label ?? ''}" ${error.message}`);
	}
}

/** Files are lists of entries; a path alone, or several separated by commas, becomes one. JSON text is read. */
function fileEntries(field: VendorField | undefined, value: unknown): unknown {
	const { kind } = field ?? {};
	if ((kind !== 'file' && kind !== 'image') || field?.type !== 'json' || typeof value !== 'string')
		return value;
	if (/^\s*[[{]/.test(value)) {
		const read = parsed(value);
		if (read && typeof read === 'object') return Array.isArray(read) ? read : [read];
		throw new UnfitValue('wants a list of files as JSON, or paths separated by commas');
	}
	return value
		.split(',')
		.map((path) => path.trim())
		.filter(Boolean)
		.map((path) => fileEntry(kind, { path, name: path }));
}

export interface FileFacts {
	path: string;
	name: string;
	size?: number;
}

/** A file as a record holds it. */
export function fileEntry(kind: string, { path, name, size }: FileFacts): IDataObject {
	if (kind !== 'image') return { name, path };
	const ext = /\.([^.]+)$/.exec(name)?.[1] ?? 'png';
	return { ext, isImage: true, filename: name, path, ...(size !== undefined && { size }) };
}

/** The fields to write, by API name. */
export async function written(call: Call, objectType: string): Promise<IDataObject> {
	const known = new Map((await call.api.fields(objectType)).map((field) => [field.name, field]));
	const values = await call.values(objectType);
	const empty = call.text('clearWith') === 'empty';
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => {
			const field = known.get(name);
			if (value === null && empty) return [name, emptyOf(field)];
			const entries = readFiles(call, field, value);
			return [name, entries];
		}),
	);
}

function readFiles(
	call: Call,
	field: VendorField | undefined,
	value: IDataObject[string],
): IDataObject[string] {
	try {
		return fileEntries(field, value) as IDataObject[string];
	} catch (error) {
		return call.refuse('fields', `: the field "${field?.label ?? ''}" ${(error as Error).message}`);
	}
}

const LISTS = ['options', 'users', 'list', 'json'];

const emptyOf = (field: VendorField | undefined) =>
	LISTS.includes(field?.type ?? 'text') ? [] : '';

/** Rows of child objects, in Fxiaoke's form; undefined when none are given. */
export async function detailRows(call: Call): Promise<IDataObject | undefined> {
	const given = call.object('detailsJson') ?? {};
	const children = Object.entries(given);
	if (!children.length) return undefined;
	const ready: IDataObject = {};
	for (const [child, rows] of children) {
		const list: unknown = rows;
		if (!areObjects(list)) {
			return call.refuse(
				'detailsJson',
				`: "${child}" must hold a list of rows`,
				`Write { "${child}": [{ … }] }, also for one row`,
			);
		}
		ready[child] = await rowsOf(call, child, list);
	}
	return ready;
}

async function rowsOf(call: Call, child: string, rows: IDataObject[]): Promise<IDataObject[]> {
	const known = new Map((await call.api.fields(child)).map((field) => [field.name, field]));
	return rows.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([name, value]) => {
				const asIs = value === null || SYSTEM_FIELDS.includes(name);
				const field = known.get(name);
				return [
					name,
					asIs || !field ? value : fitted(call, { parameter: 'detailsJson', field, value }),
				];
			}),
		),
	);
}

/** The owner has an endpoint of its own: an update of it is ignored, or worse. */
export function refuseOwner(call: Call, values: IDataObject): void {
	if ('owner' in values) {
		call.fail(
			'An update does not change the owner of a record, and the fields hold "owner"',
			'Use the operation "Change Owner", and leave "owner" out here',
		);
	}
}

export const nothingToWrite = (call: Call): never =>
	call.refuse(
		'fields',
		'holds no value to write',
		'Map at least one field; empty text leaves a field alone',
	);
