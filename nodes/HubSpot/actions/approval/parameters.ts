import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { numericId } from '../../parameters';
import { path } from '../../paths';
import type { CrmRecord } from '../../records';

export const dealId: INodeProperties = {
	displayName: 'Deal ID',
	name: 'dealId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 512',
};

/** The API has no way to approve or reject a deal. */
export const BY_A_PERSON =
	'Approving and rejecting is done by a person in HubSpot; the API has no way to do it. Always uses API version 2026-09.';

const DEALS = '0-3';

/** The path of a deal's approvals, which wants the pipeline of the deal. */
export async function approvalsOf(call: Call): Promise<{ id: string; parts: string[] }> {
	const id = numericId(call, 'dealId');
	const pipelineId = call.text('pipelineId');
	if (pipelineId) return { id, parts: [DEALS, pipelineId, 'approvals'] };
	const { properties } = await call.api.request<CrmRecord>({
		method: 'GET',
		url: path(call.api, 'objects', 'deals', id),
		query: { properties: 'pipeline' },
	});
	return { id, parts: [DEALS, String(properties.pipeline ?? ''), 'approvals'] };
}

export const pipelineId: INodeProperties = {
	displayName: 'Pipeline ID',
	name: 'pipelineId',
	type: 'string',
	default: '',
	description: 'Saves the request that reads the pipeline of the deal',
};
