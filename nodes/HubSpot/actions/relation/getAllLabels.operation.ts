import { list } from '../../../core/operation';
import { typesBetween } from '../../associations';
import { objects, pairOf } from './parameters';

export const getManyLabels = list({
	name: 'Get Many Labels',
	action: 'Get many association labels',
	description: 'Get the types of association between two objects, in this direction',
	properties: objects,
	paged: false,
	query: pairOf,
	async *pages(api, { from, to }) {
		yield await typesBetween(api, from, to);
	},
});
