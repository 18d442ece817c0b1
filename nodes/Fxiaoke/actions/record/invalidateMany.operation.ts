import { objectType } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import { actAs, actingUser, objectName, oneRecordId } from '../../parameters';
import { write } from '../../requests';

/** The vendor names no highest number of IDs. */
const SIZE = 50;

export const invalidateMany = batch({
	name: 'Invalidate Many',
	action: 'Invalidate many records',
	description: 'Void records of a custom object, 50 items per request',
	properties: [
		{
			...objectType,
			description: 'A custom object, ending in __c: preset objects have no such endpoint',
		},
		oneRecordId,
	],
	options: [actAs],
	size: SIZE,
	refusal: 'whole',
	target: (call) => {
		const dataObjectApiName = objectName(call);
		if (!dataObjectApiName.endsWith('__c')) {
			call.refuse(
				'objectType',
				`is "${dataObjectApiName}", and Fxiaoke invalidates many records of custom objects only`,
				'Use the operation "Invalidate": it takes any number of items, too',
			);
		}
		return { dataObjectApiName, actAs: actingUser(call) };
	},
	row: (call) => call.id('recordId'),
	key: (id) => id,
	async send(api, { dataObjectApiName, actAs: user }, idList) {
		await api.request(
			write('/cgi/crm/custom/data/invalid', { data: { dataObjectApiName, idList } }, user),
		);
		return idList.map((_id) => ({ json: { _id, invalidated: true } }));
	},
});
