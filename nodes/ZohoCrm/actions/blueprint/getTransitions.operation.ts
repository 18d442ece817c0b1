import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { objectType, recordId, recordPath } from '../../parameters';

export const getTransitions = each({
	name: 'Get Transitions',
	action: 'Get transitions of a blueprint',
	description: 'List what the connected user can do next with a record in a blueprint',
	properties: [objectType, recordId],
	async run(call) {
		const { blueprint } = await call.api.request<{ blueprint?: { transitions?: IDataObject[] } }>({
			method: 'GET',
			url: `${recordPath(call)}/actions/blueprint`,
		});
		return (blueprint?.transitions ?? []).map((json) => ({ json }));
	},
});
