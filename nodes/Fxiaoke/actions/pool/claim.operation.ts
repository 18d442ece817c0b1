import { each } from '../../../core/operation';
import { actAs, actingUser, recordIds, someOf } from '../../parameters';
import { write } from '../../requests';
import { pooledObject } from './parameters';

export const claim = each({
	name: 'Claim',
	action: 'Claim records from a pool',
	description: 'Make the acting user the owner of pooled accounts or leads',
	properties: [pooledObject, recordIds, actAs],
	async run(call) {
		const objectIds = someOf(call, 'recordIds');
		await call.api.request(
			write(
				'/cgi/crm/v2/data/choose',
				{ data: { apiName: call.text('poolObject'), objectIds } },
				actingUser(call),
			),
		);
		return { json: { recordIds: objectIds, claimed: true } };
	},
});
