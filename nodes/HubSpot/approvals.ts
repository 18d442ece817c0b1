import type { INodeProperties } from 'n8n-workflow';

/** What has approvals: the property that holds the state, and its values. */
export const APPROVALS = {
	deals: {
		status: 'hs_latest_approval_status',
		statuses: ['APPROVED', 'NO_APPROVAL_NEEDED', 'NOT_APPLICABLE', 'PENDING', 'REJECTED'],
	},
	quotes: {
		status: 'hs_status',
		statuses: ['APPROVAL_NOT_NEEDED', 'APPROVED', 'DRAFT', 'PENDING_APPROVAL', 'REJECTED'],
	},
} as const;

type Source = keyof typeof APPROVALS;

export const sourceOf = (text: string): Source => (text === 'quotes' ? 'quotes' : 'deals');

export const statusesName = (source: Source) =>
	source === 'deals' ? 'dealStatuses' : 'quoteStatuses';

export const approvalsOf: INodeProperties = {
	displayName: 'Approvals Of',
	name: 'source',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Deals', value: 'deals' },
		{ name: 'Quotes', value: 'quotes' },
	],
	default: 'deals',
};

const titled = (value: string) =>
	value
		.toLowerCase()
		.replace(/_/g, ' ')
		.replace(/(^| )\w/g, (letter) => letter.toUpperCase());

const anyStatus = (source: Source): INodeProperties => ({
	displayName: 'Statuses',
	name: statusesName(source),
	type: 'multiOptions',
	options: APPROVALS[source].statuses.map((value) => ({ name: titled(value), value })),
	default: [],
	description: 'Empty means any status',
	displayOptions: { show: { source: [source] } },
});

export const statuses = (source: Source, preset: string[]): INodeProperties => ({
	...anyStatus(source),
	default: preset,
});
