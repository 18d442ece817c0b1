import type { IDataObject } from 'n8n-workflow';
import { list } from '../../../core/operation';
import { csvRows } from './csv';
import { waitMinutes } from './jobs';
import { jobsOf, readingIn, readInputs, readOptions } from './reading';

const PART = 1000;

export const read = list({
	name: 'Read',
	action: 'Read records in bulk',
	description:
		'Export records by jobs of up to 200,000 records, as items; values are text. A job costs 50 credits.',
	properties: readInputs,
	options: [...readOptions, waitMinutes],
	query: readingIn,
	async *pages(api, reading) {
		for await (const { csv } of jobsOf(api, reading)) {
			let header: string[] | undefined;
			let part: IDataObject[] = [];
			for (const row of csvRows(csv.toString('utf8'))) {
				if (!header) {
					// the first column is the ID, whatever its capitals
					header = row.map((name, place) => (place === 0 && /^id$/i.test(name) ? 'id' : name));
					continue;
				}
				const names = header;
				part.push(Object.fromEntries(row.map((value, place) => [names[place], value])));
				if (part.length >= PART) {
					yield part;
					part = [];
				}
			}
			if (part.length) yield part;
		}
	},
});
