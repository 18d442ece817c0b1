import { text, type Definition } from '../../definitions';

export const kind: Definition = {
	one: 'schema',
	many: 'schemas',
	family: 'schemas',
	within: [],
	place: () => [],
	key: text('Object Type', 'schemaName', 'e.g. 2-3465404'),
	// 2026-09 demands these, earlier versions take them
	always: {
		allowsSensitiveProperties: false,
		searchableProperties: [],
		secondaryDisplayProperties: [],
		shouldCreateSameObjectAssociation: false,
		associatedObjects: [],
		requiredProperties: [],
	},
	alwaysChanged: { clearDescription: false },
};
