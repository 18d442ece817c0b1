import { objectType, simplify } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { located, locator, objectName } from '../../parameters';
import { recordIn, simplified } from '../../records';

export const get = each({
	name: 'Get',
	action: 'Get a record',
	description: 'Get one record by its ID or by a unique field',
	properties: [objectType, ...locator, simplify],
	async run(call) {
		const record = recordIn(
			await call.api.request({
				method: 'GET',
				url: '/v1/data',
				query: { objectApiName: objectName(call), ...located(call) },
			}),
		);
		if (!record) {
			throw call.api.refusal({
				message: 'ServiceGo has no such record',
				hint: 'Check the object, which is case-sensitive, and the ID or the unique field',
				notFound: true,
			});
		}
		return { json: call.flag('simplify') ? simplified(record) : record };
	},
});
