import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { objectType } from '../../../core/node/parameters';
import { typeIdOf } from '../../objects';
import { objectName } from '../../parameters';

export const importId: INodeProperties = {
	displayName: 'Import ID',
	name: 'importId',
	type: 'string',
	default: '',
	required: true,
};

export const importInputs: INodeProperties[] = [
	{
		displayName: 'Import Name',
		name: 'importName',
		type: 'string',
		default: 'n8n import',
		required: true,
	},
	objectType,
	{
		displayName: 'Import Mode',
		name: 'importMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Create', value: 'CREATE' },
			{ name: 'Create or Update', value: 'UPSERT' },
			{ name: 'Update', value: 'UPDATE' },
		],
		default: 'UPSERT',
	},
	{
		displayName: 'Key Column',
		name: 'keyColumn',
		type: 'string',
		default: '',
		placeholder: 'e.g. email',
		description:
			'The column that says which record a row is: hs_object_id, or a property with unique values. Empty for none.',
	},
];

export const dateFormat: INodeProperties = {
	displayName: 'Date Format',
	name: 'dateFormat',
	type: 'options',
	options: [
		{ name: 'Day, Month, Year', value: 'DAY_MONTH_YEAR' },
		{ name: 'Month, Day, Year', value: 'MONTH_DAY_YEAR' },
		{ name: 'Year, Month, Day', value: 'YEAR_MONTH_DAY' },
	],
	default: 'YEAR_MONTH_DAY',
};

/** Column → property, with the key column marked. */
function mappingOf(typeId: string, column: string, property: string, key: boolean): IDataObject {
	const base = { columnObjectTypeId: typeId, columnName: column };
	if (key && property === 'hs_object_id')
		return { ...base, propertyName: null, columnType: 'HUBSPOT_OBJECT_ID' };
	return {
		...base,
		propertyName: property,
		...(key && { columnType: 'HUBSPOT_ALTERNATE_ID' }),
	};
}

/** What goes beside the CSV. `columns`: header → property. */
export async function importRequest(
	call: Call,
	fileName: string,
	columns: ReadonlyArray<readonly [column: string, property: string]>,
): Promise<string> {
	const typeId = await typeIdOf(call.api, objectName(call));
	const key = call.text('keyColumn');
	if (key && !columns.some(([column, property]) => [column, property].includes(key)))
		call.refuse(
			'keyColumn',
			`is "${key}", which is no column`,
			`Columns: ${columns.map(([column]) => column).join(', ')}`,
		);
	return JSON.stringify({
		name: call.required('importName'),
		dateFormat: call.text('dateFormat') || 'YEAR_MONTH_DAY',
		importOperations: { [typeId]: call.text('importMode') || 'UPSERT' },
		files: [
			{
				fileName,
				fileFormat: 'CSV',
				fileImportPage: {
					hasHeader: true,
					columnMappings: columns.map(([column, property]) =>
						mappingOf(typeId, column, property, key === column || key === property),
					),
				},
			},
		],
	});
}

/** Cells of the first line of a CSV. */
export function headerOf(text: string): string[] {
	const cells: string[] = [];
	let cell = '';
	let quoted = false;
	for (const sign of text.replace(/^\uFEFF/, '')) {
		if (sign === '"') quoted = !quoted;
		else if (!quoted && sign === ',') {
			cells.push(cell.trim());
			cell = '';
		} else if (!quoted && (sign === '\n' || sign === '\r')) break;
		else cell += sign;
	}
	return [...cells, cell.trim()].filter(Boolean);
}

const csvCell = (value: unknown): string => {
	const text =
		value === null || value === undefined
			? ''
			: typeof value === 'object'
				? JSON.stringify(value)
				: String(value as string | number | boolean);
	return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

/** Rows as CSV with a header. */
export const csvOf = (columns: string[], rows: IDataObject[]): string =>
	[
		columns.map(csvCell).join(','),
		...rows.map((row) => columns.map((column) => csvCell(row[column])).join(',')),
		'',
	].join('\r\n');
