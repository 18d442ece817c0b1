import { outputBinaryField } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { idIn, text } from '../../parameters';
import { jobOf, resultOf } from './jobs';

export const download = each({
	name: 'Download Read',
	action: 'Download the result of a bulk read',
	description: 'Get the CSV file of a read job that has ended',
	properties: [text('Job ID', 'jobId', { required: true }), outputBinaryField],
	async run(call) {
		const { api } = call;
		const id = idIn(call, 'jobId');
		const job = await jobOf(api, 'read', id);
		if (job.state !== 'COMPLETED')
			throw api.refusal({
				message: `The job ${id} is ${job.state}`,
				hint: 'Wait until it is COMPLETED',
				code: job.state,
			});
		const csv = await resultOf(api, `/crm/bulk/v8/read/${id}/result`);
		const name = `${id}.csv`;
		const data = await call.context.helpers.prepareBinaryData(csv, name, 'text/csv');
		return {
			json: { jobId: id, fileName: name, fileSize: csv.length },
			binary: { [call.required('outputBinaryField')]: data },
		};
	},
});
