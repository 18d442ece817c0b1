import type { IDataObject } from 'n8n-workflow';
import { multipart, type InputFile } from '../../../core/data/files';
import { batch } from '../../../core/operation';
import { path } from '../../paths';
import { csvOf, dateFormat, importInputs, importRequest } from './parameters';

/** One import takes 1,048,576 rows; three may run at once. */
const MOST_ROWS = 1_000_000;

const NAME = 'items.csv';

function fileOf(text: string): InputFile {
	const bytes = Buffer.from(text, 'utf8');
	return {
		name: NAME,
		mimeType: 'text/csv',
		size: bytes.length,
		bytes: async () => bytes,
	};
}

export const importItems = batch({
	name: 'Import From Items',
	action: 'Start an import from items',
	description:
		'Start one import of all input items, whose keys are internal property names. Good for more than 10,000 rows: HubSpot works on it in the background.',
	properties: importInputs,
	options: [dateFormat],
	size: MOST_ROWS,
	refusal: 'perRow',
	async target(call) {
		const columns = Object.keys(call.item.json).sort();
		if (!columns.length) call.fail('The item has no values');
		const request = await importRequest(
			call,
			NAME,
			columns.map((column) => [column, column] as const),
		);
		return { columns, request };
	},
	row: (call): IDataObject => call.item.json,
	async send(api, { columns, request }, rows) {
		const file = fileOf(csvOf(columns, rows));
		const { id, state } = await api.request({
			method: 'POST',
			url: path(api, 'imports'),
			...(await multipart({ importRequest: request, files: file })),
		});
		return rows.map(() => ({ json: { importId: id, state, rows: rows.length } }));
	},
});
