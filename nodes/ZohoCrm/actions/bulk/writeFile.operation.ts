import { binaryPropertyName } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { json } from '../../parameters';
import { BrokenCsv, table } from './csv';
import { waitMinutes } from './jobs';
import { bulkWrite, planIn, writeInputs, writeOptions } from './writing';

export const writeFile = each({
	name: 'Write From File',
	action: 'Write records in bulk from a file',
	description:
		'Write the rows of a CSV file by jobs of up to 25,000 records each, with a result for every row. A job costs 500 credits.',
	properties: [
		...writeInputs,
		binaryPropertyName,
		json('Columns (JSON)', 'columns', {
			placeholder: 'e.g. { "Family name": "Last_Name" }',
			description:
				'Column of the file → API name of the field; columns that are not named keep their own name',
		}),
	],
	options: [...writeOptions, waitMinutes],
	async run(call) {
		const [file] = Object.values(await call.files());
		const bytes = await file.bytes();
		const { header, rows } = (() => {
			try {
				return table(bytes);
			} catch (error) {
				const problem = error instanceof BrokenCsv ? error.message : 'it cannot be read';
				return call.refuse('binaryPropertyName', `: "${file.name}" is no CSV file: ${problem}`);
			}
		})();
		if (!rows.length)
			call.refuse('binaryPropertyName', `: "${file.name}" has no rows below its first line`);
		const names = call.object('columns') ?? {};
		const fields = header.map((name) => String(names[name] ?? name));
		const plan = planIn(call);
		if (!fields.includes(plan.key))
			call.refuse(
				'keyField',
				`is "${plan.key}", and the file has no such column`,
				`Its columns: ${fields.join(', ')}`,
			);
		const cells = rows.map((row) =>
			Object.fromEntries(row.map((value, place) => [fields[place], value])),
		);
		const outcomes = await bulkWrite(call.api, plan, cells);
		return outcomes.map((outcome, place) => ({
			json:
				'refused' in outcome
					? {
							row: place + 2,
							[plan.key]: cells[place][plan.key],
							failed: true,
							reason: outcome.refused.hint ?? outcome.refused.message,
						}
					: { row: place + 2, ...outcome.json },
		}));
	},
});
