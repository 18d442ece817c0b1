import { territoryOperation } from './territory';

export const removeTerritory = territoryOperation({
	name: 'Remove Territory',
	action: 'Remove territories from a record',
	description: 'Take territories from a lead, account, contact or deal',
	path: 'remove_territories',
	done: 'removed',
});
