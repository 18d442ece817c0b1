import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { clearFields, sendUnknownFields } from '../../../core/node/parameters';
import { choice, flag, momentOf, text } from '../../parameters';

/** Without this option everything runs; added and left empty, nothing does. */
const trigger: INodeProperties = {
	displayName: 'Run Automations',
	name: 'trigger',
	type: 'multiOptions',
	options: [
		{ name: 'Approval', value: 'approval' },
		{ name: 'Blueprint', value: 'blueprint' },
		{ name: 'Orchestration', value: 'orchestration' },
		{ name: 'Pathfinder', value: 'pathfinder' },
		{ name: 'Workflow', value: 'workflow' },
	],
	default: [],
	description:
		'Which automations the write starts. Without this option all of them run; with nothing chosen none does. "Approval" submits records to their approval process.',
};

const skipCadences = flag(
	'Skip Cadences',
	'skipCadences',
	'Whether the write leaves cadences alone; they run otherwise',
);

const layoutId = choice('Layout', 'layoutId', 'getLayouts', {
	hint: 'Checks the mandatory fields of this layout, and ignores fields outside it',
});

const appendValues: INodeProperties = {
	displayName: 'Append or Replace Values',
	name: 'appendValues',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	description:
		'Per multi-select field: add the new values to the old ones, or replace them (the default)',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				choice('Multi-Select Field', 'name', 'getMultiSelectFields'),
				flag(
					'Append',
					'append',
					'Whether to add the values to those that are there, instead of replacing them',
				),
			],
		},
	],
};

const listEntries: INodeProperties = {
	displayName: 'List Entries',
	name: 'listEntries',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	description:
		'Adds entries to image, file, multi-select lookup and multi-user lookup fields, and removes them; entries that are not named stay',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				text('Add IDs', 'add', {
					description: 'IDs of records, users or uploaded files, separated by commas',
				}),
				choice('List Field', 'name', 'getListFields'),
				text('Lookup in Linking Module', 'lookup', {
					placeholder: 'e.g. Interested_Listings',
					description:
						'For lookups only: API name of the lookup, in the linking module, that leads to the other record. Empty: as the metadata of the field says, or "User" for users (both unproven).',
				}),
				text('Remove Entry IDs', 'remove', {
					description:
						'IDs of entries, separated by commas: those that "Get" shows inside the field, not those of the linked records',
				}),
			],
		},
	],
};

const approvalMode = flag(
	'Create in Approval Mode',
	'approvalMode',
	'Whether the record waits for approval first',
);
const applyLayoutRules = flag(
	'Apply Layout Rules',
	'applyLayoutRules',
	'Whether layout rules are applied',
);
const assignmentRule = text('Lead Assignment Rule ID', 'assignmentRule', {
	placeholder: 'e.g. 3652397000002045001',
});

export const createOptions: INodeProperties[] = [
	trigger,
	skipCadences,
	layoutId,
	listEntries,
	approvalMode,
	applyLayoutRules,
	assignmentRule,
	sendUnknownFields,
];

const unmodifiedSince: INodeProperties = {
	displayName: 'Only If Unmodified Since',
	name: 'unmodifiedSince',
	type: 'dateTime',
	default: '',
	description: 'The update is refused where the record changed after this time',
};

export const upsertOptions: INodeProperties[] = [
	trigger,
	skipCadences,
	layoutId,
	listEntries,
	appendValues,
	clearFields,
	assignmentRule,
	sendUnknownFields,
];

export const updateOptions: INodeProperties[] = [
	trigger,
	skipCadences,
	layoutId,
	listEntries,
	appendValues,
	clearFields,
	unmodifiedSince,
	sendUnknownFields,
];

/** What stands beside the rows in a request: rows with equal ones share it. */
export interface Target {
	module: string;
	body: IDataObject;
	headers: Record<string, string>;
}

export function targetOf(call: Call, module: string): Target {
	const body: IDataObject = {};
	if (call.param('trigger') !== undefined) body.trigger = call.list('trigger');
	if (call.flag('skipCadences')) body.skip_feature_execution = [{ name: 'cadences' }];
	if (call.flag('applyLayoutRules')) body.apply_feature_execution = [{ name: 'layout_rules' }];
	const rule = call.text('assignmentRule');
	if (rule) body.lar_id = rule;
	const unmodified = momentOf(call, 'unmodifiedSince');
	return { module, body, headers: unmodified ? { 'If-Unmodified-Since': unmodified } : {} };
}

/** The fields to write, with everything that goes into the row itself. */
export async function rowOf(call: Call, module: string): Promise<IDataObject> {
	const row = await call.values(module);
	await addEntries(call, module, row);
	const append = call.rows('appendValues');
	if (append.length)
		row.$append_values = Object.fromEntries(
			append.map(({ name, append: add }) => [String(name), add === true]),
		);
	const layout = call.text('layoutId');
	if (layout) row.Layout = { id: layout };
	if (call.flag('approvalMode')) row.$approved = false;
	return row;
}

const ids = (value: unknown): string[] =>
	(Array.isArray(value) ? value.map(String) : String(value ?? '').split(','))
		.map((id) => id.trim())
		.filter(Boolean);

async function addEntries(call: Call, module: string, row: IDataObject): Promise<void> {
	const wanted = call.rows('listEntries');
	if (!wanted.length) return;
	const known = await call.api.fields(module);
	for (const { name, lookup, add, remove } of wanted) {
		const field = String(name);
		const meta = known.find((one) => one.name === field) as IDataObject | undefined;
		const files = ['imageupload', 'fileupload'].includes(String(meta?.dataType));
		const user = meta?.dataType === 'multiuserlookup' ? 'User' : undefined;
		const key = String(lookup || meta?.linkKey || user || '');
		if (!files && !key && ids(add).length)
			call.refuse(
				'listEntries',
				`: "${field}" needs "Lookup in Linking Module" for its new entries`,
			);
		const before = Array.isArray(row[field]) ? (row[field] as IDataObject[]) : [];
		row[field] = [
			...before,
			...ids(add).map((id) => (files ? { File_Id__s: id } : { [key]: { id } })),
			...ids(remove).map((id) => ({ id, _delete: null })),
		];
	}
}

export function checkNotEmpty(call: Call, row: IDataObject): void {
	if (!Object.keys(row).length)
		call.refuse(
			'fields',
			'holds no value to write',
			'Map at least one field; empty text leaves a field alone',
		);
}
