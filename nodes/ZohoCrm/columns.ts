import type { Parameters } from '../core/node/call';
import { defaultFields, type ZohoField } from './fields';

const MOST = 50;

export const FIELDS_HINT =
	'At most 50, the times of creation and change among them; the ID always comes. Without a choice: required fields, custom fields, then the others, up to 50.';

/** What COQL is sure to take; of the other types its page says nothing, or that it does not. */
const IN_COQL = [
	'text',
	'textarea',
	'email',
	'phone',
	'website',
	'picklist',
	'multiselectpicklist',
	'date',
	'datetime',
	'integer',
	'bigint',
	'double',
	'decimal',
	'currency',
	'percent',
	'boolean',
	'autonumber',
	'lookup',
	'ownerlookup',
	'userlookup',
];

/** Zoho shows tags as text and gives them as a list. */
const NO_COLUMNS = ['Tag'];

const NAME = /^\$?[A-Za-z]\w*(\.\w+)*$/;

export type Stamp = 'Created_Time' | 'Modified_Time';

/** The fields to ask for: those chosen, else those that fit best, and always the audit times. */
export async function columnsOf(
	watch: Parameters,
	module: string,
	{ coql = false, stamps = [] }: { coql?: boolean; stamps?: Stamp[] },
): Promise<string[]> {
	const known = (await watch.api.fields(module)).filter(
		(field): field is ZohoField => 'dataType' in field,
	);
	for (const stamp of stamps) {
		if (known.length && !known.some(({ name }) => name === stamp))
			watch.refuse(
				'objectType',
				`is "${module}", which has no ${stamp.replace('_', ' ')}`,
				'By that time changes are told from what was there before: this module cannot be watched in this way',
			);
	}
	const chosen = watch.list('fieldsToReturn');
	const bad = chosen.find((name) => !NAME.test(name));
	if (bad !== undefined)
		watch.refuse('fieldsToReturn', `holds "${bad.slice(0, 40)}", which is no API name of a field`);
	const fitting = coql
		? known.filter(({ dataType, name }) => IN_COQL.includes(dataType) && !NO_COLUMNS.includes(name))
		: known;
	const names = [
		...new Set([...stamps, ...(chosen.length ? chosen : defaultFields(fitting))]),
	].filter((name) => name !== 'id');
	if (chosen.length && names.length > MOST)
		watch.refuse(
			'fieldsToReturn',
			`holds ${chosen.length} fields; with ${stamps.map((stamp) => stamp.replace('_', ' ')).join(' and ')} these are ${names.length}, and Zoho CRM takes ${MOST} at most`,
			'Take some out, or read the rest by "Get" in a later node',
		);
	return names.slice(0, MOST);
}
