import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { conditionInputs } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { LONGEST_CRITERIA, MOST_CONDITIONS } from '../../conditions';
import { byPage } from '../../pages';
import {
	chosenFields,
	converted,
	fieldNames,
	given,
	moduleIn,
	objectType,
	pageSize,
	sizeOf,
	sortBy,
	sorting,
	sortOrder,
	text,
} from '../../parameters';
import { approvalState } from '../approval/parameters';

const only = (mode: string) => ({ show: { searchBy: [mode] } });

const searchBy: INodeProperties = {
	displayName: 'Search By',
	name: 'searchBy',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Conditions', value: 'criteria' },
		{ name: 'Email', value: 'email' },
		{ name: 'Phone', value: 'phone' },
		{ name: 'Word', value: 'word' },
	],
	default: 'criteria',
	hint: 'The index of Zoho is some minutes late: for what was written just now use "COQL Query"',
};

/** The four ways to say what is wanted. */
export const searchInputs: INodeProperties[] = [
	searchBy,
	...conditionInputs({ any: true }).map((property) => ({
		...property,
		displayOptions: { show: { ...property.displayOptions?.show, searchBy: ['criteria'] } },
	})),
	text('Email', 'email', { placeholder: 'e.g. nathan@example.com', displayOptions: only('email') }),
	text('Phone', 'phone', { placeholder: 'e.g. +1 555 0100', displayOptions: only('phone') }),
	text('Word', 'word', {
		description: 'Two characters or more, anywhere in the record',
		displayOptions: only('word'),
	}),
];

const count = (criteria: string) => (criteria.match(/(^|[^\\])\([^(]/g) ?? []).length;

/** The criteria, checked against what Zoho takes; undefined without conditions. */
export async function criteriaOf(call: Call, module: string): Promise<string | undefined> {
	const { query } = await call.query(module);
	if (query === undefined) return undefined;
	const criteria = String(query);
	if (count(criteria) > MOST_CONDITIONS)
		call.refuse(
			'conditions',
			`hold ${count(criteria)} conditions, and a search takes ${MOST_CONDITIONS}`,
			'Use fewer, or "COQL Query", which takes 25',
		);
	if (criteria.length > LONGEST_CRITERIA)
		call.refuse(
			'conditions',
			`make ${criteria.length} characters, and a search takes ${LONGEST_CRITERIA}`,
			'Use fewer or shorter values',
		);
	return criteria;
}

export async function wantedOf(call: Call, module: string): Promise<Record<string, string>> {
	const mode = call.text('searchBy') || 'criteria';
	if (mode !== 'criteria') {
		const value = call.required(mode);
		if (value.length < 2) call.refuse(mode, 'needs two characters or more');
		return { [mode]: value };
	}
	const criteria = await criteriaOf(call, module);
	return criteria ? { criteria } : {};
}

export const search = list({
	name: 'Search',
	action: 'Search records',
	description: 'Find records by conditions, email, phone or word, up to 2,000',
	properties: [
		objectType,
		...searchInputs,
		{ ...fieldNames, hint: 'At most 50. Without a choice all fields come.' },
	],
	options: [approvalState, converted, sortBy, sortOrder, pageSize],
	async query(call) {
		const module = moduleIn(call);
		const wanted = await wantedOf(call, module);
		if (!Object.keys(wanted).length)
			call.refuse('conditions', 'are empty', 'Add a condition, or use "Get Many" for all records');
		return {
			module,
			size: sizeOf(call),
			query: given({
				...wanted,
				fields: chosenFields(call),
				approval_state: call.text('approvalState'),
				...sorting(call),
			}) as Record<string, string>,
		};
	},
	pages: (api, { module, size, query }, limit) =>
		byPage(
			api,
			{
				request: { method: 'GET', url: `/crm/v8/${module}/search`, query, limit: 'heavy' },
				size: Math.min(size, limit),
				module,
			},
			'Narrow the search down, or use "COQL Query", which goes to 100,000',
		),
});
