import type { Api } from '../core/transport/api';

/** `objects-v3` is the vendor page's order of the same v3, for records only. */
const VERSIONS = ['2026-09', '2026-03', 'v3', 'objects-v3'] as const;
type Version = (typeof VERSIONS)[number];

type Row = Partial<Record<Version, string>>;

const dated = (before: string, after = ''): Row => ({
	'2026-09': `${before}/2026-09${after}`,
	'2026-03': `${before}/2026-03${after}`,
});

/** Family of endpoints → its path by version. An absent version lacks the family. */
const FAMILIES = {
	objects: {
		...dated('/crm/objects'),
		v3: '/crm/v3/objects',
		'objects-v3': '/crm/objects/v3',
	},
	associations: { ...dated('/crm/associations'), v3: '/crm/v4/associations' },
	// the spec of 2026-09 leaves the list of one record out
	associationsOfRecord: { '2026-03': '/crm/objects/2026-03', v3: '/crm/v4/objects' },
	properties: { ...dated('/crm/properties'), v3: '/crm/v3/properties' },
	validations: { ...dated('/crm/property-validations'), v3: '/crm/v3/property-validations' },
	pipelines: { ...dated('/crm/pipelines'), v3: '/crm/v3/pipelines' },
	approvals: { '2026-09': '/crm/pipelines-rules/2026-09' },
	owners: { ...dated('/crm/owners'), v3: '/crm/v3/owners' },
	schemas: {
		...dated('/crm-object-schemas', '/schemas'),
		v3: '/crm-object-schemas/v3/schemas',
	},
	lists: { ...dated('/crm/lists'), v3: '/crm/v3/lists' },
	// the spec of 2026-09 has import from a URL and search only
	files: { '2026-03': '/files/2026-03/files', v3: '/files/v3/files' },
	filesNew: { ...dated('/files', '/files'), v3: '/files/v3/files' },
	imports: { ...dated('/crm/imports'), v3: '/crm/v3/imports' },
	exports: { ...dated('/crm/exports'), v3: '/crm/v3/exports' },
	account: { ...dated('/account-info'), v3: '/account-info/v3' },
} as const satisfies Record<string, Row>;

export type Family = keyof typeof FAMILIES;

const NEAREST: Readonly<Record<Version, readonly Version[]>> = {
	'2026-09': ['2026-09', '2026-03', 'v3'],
	'2026-03': ['2026-03', '2026-09', 'v3'],
	v3: ['v3', '2026-03', '2026-09'],
	'objects-v3': ['objects-v3', 'v3', '2026-03', '2026-09'],
};

/** The path of an endpoint in the credential's version, or in the nearest that has it. Parts are encoded. */
export function path(api: Api, family: Family, ...parts: string[]): string {
	const chosen = VERSIONS.find((version) => version === api.credential.apiVersion) ?? '2026-03';
	const row: Row = FAMILIES[family];
	const base = NEAREST[chosen].map((version) => row[version]).find(Boolean);
	return [base, ...parts.map(encodeURIComponent)].join('/');
}
