import { each } from '../../../core/operation';
import { readingIn, readInputs, readOptions, startRead as start } from './reading';

export const startRead = each({
	name: 'Start Read',
	action: 'Start a bulk read',
	description: 'Start a job that exports records, without waiting for it. It costs 50 credits.',
	properties: readInputs,
	options: readOptions,
	run: async (call) => ({ json: { jobId: await start(call.api, readingIn(call)) } }),
});
