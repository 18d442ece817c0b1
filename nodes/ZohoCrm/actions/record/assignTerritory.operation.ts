import { territoryOperation } from './territory';

export const assignTerritory = territoryOperation({
	name: 'Assign Territory',
	action: 'Assign territories to a record',
	description: 'Add territories to a lead, account, contact or deal',
	path: 'assign_territories',
	done: 'assigned',
});
