import type { INodeProperties } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { idIn, text } from '../../parameters';
import { jobOf } from './jobs';

const jobKind: INodeProperties = {
	displayName: 'Kind of Job',
	name: 'jobKind',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Read', value: 'read' },
		{ name: 'Write', value: 'write' },
	],
	default: 'read',
};

export const getJob = each({
	name: 'Get Job',
	action: 'Get a bulk job',
	description: 'Get the state of a job',
	properties: [jobKind, text('Job ID', 'jobId', { required: true })],
	async run(call) {
		const kind = call.text('jobKind') === 'write' ? 'write' : 'read';
		return { json: await jobOf(call.api, kind, idIn(call, 'jobId')) };
	},
});
