import { batch } from '../../../core/operation';
import { ONCE, writeRows } from '../../outcomes';
import { choices, idIn, idsIn, moduleIn, objectType, recordId } from '../../parameters';

interface Words {
	name: string;
	action: string;
	description: string;
	path: string;
	done: string;
}

/** Territories of leads, accounts, contacts and deals. https://www.zoho.com/crm/developer/docs/api/v8/assign-territories-to-records.html */
export const territoryOperation = ({ path, done, ...words }: Words) =>
	batch({
		...words,
		properties: [
			objectType,
			recordId,
			choices('Territory', 'territories', 'getTerritories', { required: true }),
		],
		size: 100,
		refusal: 'perRow',
		target: (call) => moduleIn(call),
		key: ({ id }) => id,
		row(call) {
			const territories = idsIn(call, 'territories');
			if (!territories.length) call.refuse('territories', 'is empty');
			return { id: idIn(call), Territories: territories.map((id) => ({ id })) };
		},
		send: async (api, module, data) =>
			await writeRows(
				api,
				{
					method: 'POST',
					url: `/crm/v8/${module}/actions/${path}`,
					body: { data },
					module,
					...(path === 'remove_territories' ? ONCE : { safe: true }),
				},
				({ details }) => ({ ...details, [done]: true }),
			),
	});
