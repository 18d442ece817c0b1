import type { IDataObject } from 'n8n-workflow';
import { multipart, type InputFile } from '../../../core/data/files';
import { binaryPropertyName } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { path } from '../../paths';
import { dateFormat, headerOf, importInputs, importRequest } from './parameters';

/** A header is at the beginning; more need not be read for it. */
const HEADER_BYTES = 64 * 1024;

export const importFile = each({
	name: 'Import From CSV File',
	action: 'Start an import from a CSV file',
	description:
		'Start an import of a CSV file with a header (512 MB at most). HubSpot works on it in the background: ask for its status and errors.',
	properties: [...importInputs, binaryPropertyName],
	options: [
		dateFormat,
		{
			displayName: 'Columns (JSON)',
			name: 'columns',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "E-Mail": "email" }',
			description:
				'Column name to internal property name, for those that differ. Without it every column is the name of a property.',
		},
	],
	async run(call) {
		const files = Object.values(await call.files({ extensions: ['csv'] }));
		if (files.length !== 1) call.refuse('binaryPropertyName', 'must name one file');
		const [file] = files;
		const renamed = call.object('columns') ?? {};
		const header = headerOf((await beginning(file)).toString('utf8'));
		const columns = header.map((column) => [column, String(renamed[column] ?? column)] as const);
		const request = await importRequest(call, file.name, columns);
		const json = await call.api.request<IDataObject>({
			method: 'POST',
			url: path(call.api, 'imports'),
			...(await multipart({ importRequest: request, files: file })),
		});
		return { json };
	},
});

async function beginning({ size, bytes, open }: InputFile): Promise<Buffer> {
	// files that n8n holds in memory cannot be opened as a stream
	if (size <= HEADER_BYTES || !open) return await bytes();
	for await (const part of await open())
		return Buffer.from(part as Buffer).subarray(0, HEADER_BYTES);
	return Buffer.alloc(0);
}
