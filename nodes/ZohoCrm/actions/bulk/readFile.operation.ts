import { outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { waitMinutes } from './jobs';
import { jobsOf, readingIn, readInputs, readOptions } from './reading';

export const readFile = each({
	name: 'Read to File',
	action: 'Read records in bulk to a file',
	description:
		'Export records by jobs of up to 200,000 records, one CSV file each. A job costs 50 credits.',
	properties: [...readInputs, outputBinaryField],
	options: [...readOptions, waitMinutes],
	async run(call) {
		const outputs = [];
		const field = call.required('outputBinaryField');
		for await (const { job, csv } of jobsOf(call.api, readingIn(call))) {
			const name = `${call.text('objectType')}-${job.id}.csv`;
			const data = await call.context.helpers.prepareBinaryData(csv, name, 'text/csv');
			outputs.push({
				json: { jobId: job.id, fileName: name, fileSize: csv.length },
				binary: { [field]: data },
			});
		}
		return outputs;
	},
});
