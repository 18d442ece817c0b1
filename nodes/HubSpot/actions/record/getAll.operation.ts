import { objectType, simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { byCursor } from '../../pages';
import {
	archived,
	associated,
	history,
	objectName,
	pageSize,
	properties,
	sizeOf,
} from '../../parameters';
import { path } from '../../paths';
import { shaped } from '../../records';

const MOST = 100;
/** Asking for history halves the page. */
const MOST_WITH_HISTORY = 50;

export const getMany = list({
	name: 'Get Many',
	action: 'Get many records',
	description: 'List the records of an object in the order of their IDs',
	properties: [objectType, properties, simplify],
	options: [archived, associated, history, pageSize(MOST)],
	query(call) {
		const comma = (name: string) => call.list(name).join(',') || undefined;
		const propertiesWithHistory = comma('propertiesWithHistory');
		const size = sizeOf(call, MOST);
		return {
			objectType: objectName(call),
			simple: call.flag('simplify'),
			size: propertiesWithHistory ? Math.min(size, MOST_WITH_HISTORY) : size,
			query: {
				properties: comma('properties'),
				propertiesWithHistory,
				associations: comma('associations'),
				archived: call.flag('archived') || undefined,
			},
		};
	},
	async *pages(api, { objectType: object, simple, size, query }, limit) {
		const pages = byCursor(api, { size, limit }, (page) => ({
			method: 'GET',
			url: path(api, 'objects', object),
			query: { ...query, ...page },
		}));
		for await (const rows of pages) yield rows.map((row) => shaped(row, simple));
	},
});
