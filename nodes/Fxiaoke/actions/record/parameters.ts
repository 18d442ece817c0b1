import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { sendUnknownFields } from '../../../core/node/parameters';
import { actAs, flags } from '../../parameters';

export const details: INodeProperties = {
	displayName: 'Details (JSON)',
	name: 'detailsJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "SalesOrderProductObj": [{ "quantity": "2" }] }',
	description:
		'Rows of child objects: the API name of the child object, and a list of rows. Numbers and dates are converted as in "Fields (JSON)".',
};

const info = (name: string, displayName: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description,
});

/** Members of `optionInfo`. */
const INFO = [
	info(
		'skipFuncValidate',
		'Skip Validation Function',
		'Whether to skip the function that validates the record before it is saved',
	),
	info('isDuplicateSearch', 'Check for Duplicates', 'Whether to run the duplicate check'),
	info('useValidationRule', 'Use Validation Rules', 'Whether to run the validation rules'),
];

const filePaths: INodeProperties = {
	displayName: 'File Paths Are Npaths',
	name: 'igonreMediaIdConvert',
	type: 'boolean',
	default: true,
	description:
		'Whether files are given by path (N_ or TN_), as Fxiaoke assumes when it is not told, and not by media ID',
};

const convertUserId: INodeProperties = {
	displayName: 'Convert User IDs',
	name: 'convertUserId',
	type: 'boolean',
	default: true,
	description: 'Whether people are given by open user ID (FSUID_…) and not by employee ID',
};

export const writeOptions: INodeProperties[] = [
	...INFO,
	filePaths,
	convertUserId,
	sendUnknownFields,
	actAs,
];

export const clearWith: INodeProperties = {
	displayName: 'Clear With',
	name: 'clearWith',
	type: 'options',
	options: [
		{ name: 'Empty Text or List', value: 'empty' },
		{ name: 'Null', value: 'null' },
	],
	default: 'null',
	description: 'What empties a field: the vendor does not say',
};

/** Whether an edit may touch a record that a lock or an approval protects. */
export const skipStatus: INodeProperties = {
	displayName: 'Skip Status Check',
	name: 'skipDataStatusValidate',
	type: 'boolean',
	default: true,
	description:
		'Whether to edit locked records, too. Seen with custom objects; for preset objects nothing is known.',
};

/** What stands beside the fields inside `data`. */
export function besides(call: Call): IDataObject {
	const optionInfo = flags(
		call,
		INFO.map(({ name }) => name),
	);
	return {
		...(Object.keys(optionInfo).length && { optionInfo }),
		...flags(call, ['igonreMediaIdConvert']),
	};
}
