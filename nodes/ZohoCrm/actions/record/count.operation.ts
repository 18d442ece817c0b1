import type { INodeProperties } from 'n8n-workflow';
import { each } from '../../../core/operation';
import type { ItemError } from '../../../core/transport/errors';
import { nearestModules } from '../../modules';
import { choice, moduleIn, objectType } from '../../parameters';
import { searchInputs, wantedOf } from './search.operation';

const inputs: INodeProperties[] = searchInputs.map((property) => ({
	...property,
	...(property.name === 'searchBy' && {
		displayName: 'Count By',
		hint: 'Without conditions all records are counted. The numbers are some minutes late.',
	}),
}));

export const count = each({
	name: 'Count',
	action: 'Count records',
	description: 'Count the records of a module, of a custom view, or those that match',
	properties: [objectType, ...inputs],
	options: [choice('Custom View', 'cvid', 'getViews')],
	async run(call) {
		const module = moduleIn(call);
		const cvid = call.text('cvid');
		const wanted = await wantedOf(call, module);
		if (cvid && Object.keys(wanted).length)
			call.refuse('cvid', 'cannot go together with conditions');
		const body = await call.api
			.request<{ count?: number }>({
				method: 'GET',
				url: `/crm/v8/${module}/actions/count`,
				query: { ...wanted, cvid: cvid || undefined },
			})
			.catch(async (error: ItemError) => await nearestModules(call.api, module, error));
		return { json: { count: body.count ?? 0 } };
	},
});
