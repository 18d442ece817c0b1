import { objectIn } from '../../../core/data/json';
import { each } from '../../../core/operation';
import { actAs, actingUser, includeNull } from '../../parameters';
import { payload, read } from '../../requests';
import { instanceId } from './parameters';

export const get = each({
	name: 'Get Instance',
	action: 'Get an approval',
	description: 'Get an approval with its tasks: who decided what, and whose turn it is',
	properties: [instanceId],
	options: [includeNull, actAs],
	async run(call) {
		const body = await call.api.request(
			read(
				'/cgi/crm/approvalInstance/get',
				{
					instanceId: call.id('instanceId'),
					...(call.flag('includeNull') && { includeNull: true }),
				},
				actingUser(call),
			),
		);
		const { instanceDetail, ...rest } = payload(body);
		return { json: { ...rest, ...objectIn(instanceDetail) } };
	},
});
