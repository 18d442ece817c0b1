import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { located, locator, locatorKey, objectName } from '../../parameters';

export const remove = each({
	name: 'Delete',
	action: 'Delete a record',
	description: 'Delete a record for good: ServiceGo documents no way to bring it back by API',
	properties: [objectType, ...locator],
	key: locatorKey,
	async run(call) {
		const where = located(call);
		await call.api.request({
			method: 'DELETE',
			url: '/v1/data',
			query: { objectApiName: objectName(call), ...where },
		});
		return { json: { ...where, deleted: true } };
	},
});
