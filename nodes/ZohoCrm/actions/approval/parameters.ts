import type { INodeProperties } from 'n8n-workflow';
import { STATES } from '../../approvalStates';
import { flag, text } from '../../parameters';

export const approvalState: INodeProperties = {
	displayName: 'Approval State',
	name: 'approvalState',
	type: 'options',
	options: STATES,
	default: 'approved',
	description: 'Only records in this state',
};

export const experimental: INodeProperties = {
	displayName:
		'Zoho publishes no approval API. This calls what widgets were seen to call; it may answer with an error, or change without notice. The path can be edited in the options.',
	name: 'experimental',
	type: 'notice',
	default: '',
};

export const pathOption = (preset: string): INodeProperties =>
	text('Path', 'path', {
		default: preset,
		description:
			'Undocumented path below the base URL; {module} and {id} stand for those of the record',
	});

export const safeToRepeat = flag(
	'Safe to Repeat',
	'safeToRepeat',
	'Whether to send it again when its answer is lost',
);
