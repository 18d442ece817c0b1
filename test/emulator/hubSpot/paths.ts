import type { Version } from './context';

type Prefixes = ReadonlyArray<readonly [Version, string]>;

const dated = (before: string, after = ''): Prefixes => [
	['2026-03', `${before}/2026-03${after}`],
	['2026-09', `${before}/2026-09${after}`],
];

/** Every path shape that is in circulation, by family. */
export const PATHS = {
	objects: [['v3', '/crm/v3/objects'], ['v3', '/crm/objects/v3'], ...dated('/crm/objects')],
	associationsOfRecord: [['v4', '/crm/v4/objects'], ...dated('/crm/objects')],
	associations: [
		['v4', '/crm/v4/associations'],
		['v4', '/crm/associations/v4'],
		...dated('/crm/associations'),
	],
	properties: [['v3', '/crm/v3/properties'], ...dated('/crm/properties')],
	validations: [['v3', '/crm/v3/property-validations'], ...dated('/crm/property-validations')],
	pipelines: [['v3', '/crm/v3/pipelines'], ...dated('/crm/pipelines')],
	rules: [['2026-09', '/crm/pipelines-rules/2026-09']],
	owners: [['v3', '/crm/v3/owners'], ...dated('/crm/owners')],
	schemas: [
		['v3', '/crm-object-schemas/v3/schemas'],
		['v3', '/crm/v3/schemas'],
		...dated('/crm-object-schemas', '/schemas'),
	],
	lists: [['v3', '/crm/v3/lists'], ...dated('/crm/lists')],
	files: [['v3', '/files/v3/files'], ...dated('/files', '/files')],
	folders: [['v3', '/files/v3/folders'], ...dated('/files', '/folders')],
	webhooks: [
		['v3', '/webhooks/v3'],
		['2026-03', '/webhooks/2026-03'],
		['2026-09', '/app-webhooks/2026-09'],
	],
	imports: [['v3', '/crm/v3/imports'], ...dated('/crm/imports')],
	exports: [['v3', '/crm/v3/exports'], ...dated('/crm/exports')],
	account: [['v3', '/account-info/v3'], ...dated('/account-info')],
	oauth: [['v1', '/oauth/v1'], ['v3', '/oauth/v3'], ...dated('/oauth')],
} as const satisfies Record<string, Prefixes>;
