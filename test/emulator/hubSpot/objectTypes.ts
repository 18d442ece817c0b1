import { invalid } from './refusal';
import type { ObjectType, Option, Property, Store } from './store';

type Short = [
	name: string,
	label: string,
	type: string,
	fieldType: string,
	more?: Partial<Property>,
];

const options = (...values: string[]): Option[] =>
	values.map((value, displayOrder) => ({
		label: value
			.toLowerCase()
			.replace(/_/g, ' ')
			.replace(/^./, (letter) => letter.toUpperCase()),
		value,
		displayOrder,
		hidden: false,
	}));

const ro = { readOnlyValue: true, hubspotDefined: true };
const std = { hubspotDefined: true };

/** The page's sample properties, on every type, and a caller-made unique one. */
const SAMPLE: Short[] = [
	[
		'property_checkbox',
		'Sample checkbox',
		'bool',
		'booleancheckbox',
		{ options: options('true', 'false') },
	],
	['property_date', 'Sample date', 'date', 'date'],
	[
		'property_dropdown',
		'Sample dropdown',
		'enumeration',
		'select',
		{ options: options('choice_a', 'choice_b') },
	],
	[
		'property_multiple_checkboxes',
		'Sample multiple checkboxes',
		'enumeration',
		'checkbox',
		{ options: options('chocolate', 'vanilla', 'strawberry') },
	],
	['property_number', 'Sample number', 'number', 'number'],
	[
		'property_radio',
		'Sample radio',
		'enumeration',
		'radio',
		{ options: options('option_1', 'option_2') },
	],
	['property_string', 'Sample string', 'string', 'text'],
	['external_id', 'External ID', 'string', 'text', { hasUniqueValue: true }],
	[
		'zip_rule',
		'Digits only',
		'string',
		'text',
		{ rules: [{ ruleType: 'ALPHANUMERIC', ruleArguments: ['NUMERIC_ONLY'] }] },
	],
	[
		'number_rule',
		'From 1 up',
		'number',
		'number',
		{ rules: [{ ruleType: 'MIN_NUMBER', ruleArguments: ['1'] }] },
	],
];

const COMMON: Short[] = [
	['hs_object_id', 'Record ID', 'number', 'number', ro],
	[
		'hubspot_owner_id',
		'Owner',
		'enumeration',
		'select',
		{ ...std, externalOptions: true, referencedObjectType: 'OWNER' },
	],
	['hs_pinned_engagement_id', 'Pinned engagement ID', 'number', 'number', std],
];

const text = (name: string, label: string, more: Partial<Property> = {}): Short => [
	name,
	label,
	'string',
	'text',
	{ ...std, ...more },
];
const enumeration = (name: string, label: string, ...values: string[]): Short => [
	name,
	label,
	'enumeration',
	'select',
	{ ...std, options: options(...values) },
];
const number = (name: string, label: string): Short => [name, label, 'number', 'number', std];
const moment = (name: string, label: string): Short => [name, label, 'datetime', 'date', std];
const engagement = (...more: Short[]): Short[] => [
	moment('hs_timestamp', 'Activity date'),
	text('hs_attachment_ids', 'Attachments'),
	...more,
];

interface Row {
	typeId: string;
	name: string;
	singular: string;
	plural: string;
	properties: Short[];
	shown?: string[];
}

const row = (
	typeId: string,
	name: string,
	singular: string,
	plural: string,
	properties: Short[] = [text('hs_name', 'Name')],
	shown?: string[],
): Row => ({ typeId, name, singular, plural, properties, shown });

const ROWS: Row[] = [
	row(
		'0-1',
		'contacts',
		'Contact',
		'Contacts',
		[
			text('email', 'Email', { hasUniqueValue: true }),
			text('firstname', 'First name'),
			text('lastname', 'Last name'),
			text('phone', 'Phone number', { type: 'phone_number', fieldType: 'phonenumber' }),
			text('company', 'Company name'),
			text('zip', 'Postal code'),
			text('hs_email_domain', 'Email domain', { calculated: true, readOnlyValue: true }),
			enumeration('lifecyclestage', 'Lifecycle stage', 'lead', 'opportunity', 'customer'),
		],
		['email', 'firstname', 'lastname'],
	),
	row(
		'0-2',
		'companies',
		'Company',
		'Companies',
		[
			text('name', 'Company name'),
			text('domain', 'Company domain name'),
			text('city', 'City'),
			enumeration('industry', 'Industry', 'ACCOUNTING', 'BANKING'),
		],
		['name', 'domain'],
	),
	row(
		'0-3',
		'deals',
		'Deal',
		'Deals',
		[
			text('dealname', 'Deal name'),
			['dealstage', 'Deal stage', 'enumeration', 'radio', { ...std, externalOptions: true }],
			['pipeline', 'Pipeline', 'enumeration', 'select', { ...std, externalOptions: true }],
			number('amount', 'Amount'),
			moment('closedate', 'Close date'),
			[
				'hs_latest_approval_status',
				'Latest approval status',
				'enumeration',
				'select',
				{
					...ro,
					options: options(
						'APPROVED',
						'NO_APPROVAL_NEEDED',
						'NOT_APPLICABLE',
						'PENDING',
						'REJECTED',
					),
				},
			],
			[
				'hs_latest_approval_status_approval_id',
				'Latest approval status approval ID',
				'number',
				'number',
				ro,
			],
		],
		['dealname', 'dealstage', 'pipeline', 'amount', 'closedate'],
	),
	row(
		'0-5',
		'tickets',
		'Ticket',
		'Tickets',
		[
			text('subject', 'Ticket name'),
			text('content', 'Ticket description', { fieldType: 'textarea' }),
			['hs_pipeline', 'Pipeline', 'enumeration', 'select', { ...std, externalOptions: true }],
			[
				'hs_pipeline_stage',
				'Ticket status',
				'enumeration',
				'radio',
				{ ...std, externalOptions: true },
			],
			enumeration('hs_ticket_priority', 'Priority', 'LOW', 'MEDIUM', 'HIGH'),
		],
		['subject', 'content', 'hs_pipeline', 'hs_pipeline_stage'],
	),
	row('0-7', 'products', 'Product', 'Products', [
		text('name', 'Name'),
		number('price', 'Price'),
		text('hs_sku', 'SKU'),
	]),
	row('0-8', 'line_items', 'Line item', 'Line items', [
		text('name', 'Name'),
		number('price', 'Price'),
		number('quantity', 'Quantity'),
		number('hs_product_id', 'Product ID'),
	]),
	row(
		'0-14',
		'quotes',
		'Quote',
		'Quotes',
		[
			text('hs_title', 'Quote title'),
			enumeration(
				'hs_status',
				'Status',
				'DRAFT',
				'APPROVAL_NOT_NEEDED',
				'PENDING_APPROVAL',
				'APPROVED',
				'REJECTED',
				'ARCHIVED',
			),
			['hs_expiration_date', 'Expiration date', 'date', 'date', std],
			number('hs_quote_amount', 'Amount'),
			text('hs_quote_link', 'Quote link', ro),
			text('hs_pdf_download_link', 'PDF link', ro),
			[
				'hs_locked',
				'Locked',
				'bool',
				'booleancheckbox',
				{ ...ro, options: options('true', 'false') },
			],
		],
		['hs_title', 'hs_status', 'hs_expiration_date'],
	),
	row(
		'0-18',
		'communications',
		'Communication',
		'Communications',
		engagement(
			text('hs_communication_body', 'Body'),
			enumeration(
				'hs_communication_channel_type',
				'Channel type',
				'WHATS_APP',
				'LINKEDIN_MESSAGE',
				'SMS',
			),
			enumeration('hs_communication_logged_from', 'Logged from', 'CRM'),
		),
	),
	row('0-19', 'feedback_submissions', 'Feedback submission', 'Feedback submissions'),
	row(
		'0-27',
		'tasks',
		'Task',
		'Tasks',
		engagement(
			text('hs_task_subject', 'Task title'),
			text('hs_task_body', 'Task notes'),
			enumeration(
				'hs_task_status',
				'Task status',
				'NOT_STARTED',
				'IN_PROGRESS',
				'WAITING',
				'COMPLETED',
				'DEFERRED',
			),
			enumeration('hs_task_priority', 'Priority', 'NONE', 'LOW', 'MEDIUM', 'HIGH'),
			enumeration('hs_task_type', 'Task type', 'TODO', 'CALL', 'EMAIL'),
			text('hs_task_reminders', 'Reminders'),
		),
	),
	row('0-46', 'notes', 'Note', 'Notes', engagement(text('hs_note_body', 'Note body'))),
	row(
		'0-47',
		'meetings',
		'Meeting',
		'Meetings',
		engagement(
			text('hs_meeting_title', 'Meeting name'),
			text('hs_meeting_body', 'Description'),
			moment('hs_meeting_start_time', 'Start time'),
			moment('hs_meeting_end_time', 'End time'),
			text('hs_meeting_location', 'Location'),
			enumeration(
				'hs_meeting_outcome',
				'Outcome',
				'SCHEDULED',
				'COMPLETED',
				'RESCHEDULED',
				'NO_SHOW',
				'CANCELED',
			),
			text('hs_internal_meeting_notes', 'Internal notes'),
		),
	),
	row(
		'0-48',
		'calls',
		'Call',
		'Calls',
		engagement(
			text('hs_call_title', 'Call title'),
			text('hs_call_body', 'Call notes'),
			enumeration('hs_call_direction', 'Direction', 'INBOUND', 'OUTBOUND'),
			enumeration('hs_call_status', 'Status', 'COMPLETED', 'BUSY', 'NO_ANSWER', 'FAILED'),
			number('hs_call_duration', 'Duration'),
			text('hs_call_disposition', 'Outcome'),
			text('hs_call_from_number', 'From number'),
			text('hs_call_to_number', 'To number'),
			text('hs_call_recording_url', 'Recording'),
		),
	),
	row(
		'0-49',
		'emails',
		'Email',
		'Emails',
		engagement(
			enumeration('hs_email_direction', 'Direction', 'EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL'),
			enumeration('hs_email_status', 'Status', 'SENT', 'SENDING', 'SCHEDULED', 'FAILED', 'BOUNCED'),
			text('hs_email_subject', 'Subject'),
			text('hs_email_text', 'Text'),
			text('hs_email_html', 'HTML'),
			text('hs_email_headers', 'Headers'),
		),
	),
	row('0-53', 'invoices', 'Invoice', 'Invoices'),
	row('0-69', 'subscriptions', 'Subscription', 'Subscriptions'),
	row('0-101', 'commerce_payments', 'Payment', 'Payments'),
	row('0-115', 'users', 'User', 'Users'),
	row(
		'0-116',
		'postal_mail',
		'Postal mail',
		'Postal mail',
		engagement(text('hs_postal_mail_body', 'Body')),
	),
	row('0-123', 'orders', 'Order', 'Orders'),
	row('0-136', 'leads', 'Lead', 'Leads', [text('hs_lead_name', 'Lead name')]),
	row('0-142', 'carts', 'Cart', 'Carts'),
	row('0-162', 'services', 'Service', 'Services'),
	row('0-410', 'courses', 'Course', 'Courses'),
	row('0-420', 'listings', 'Listing', 'Listings'),
	row('0-421', 'appointments', 'Appointment', 'Appointments'),
];

const propertyOf = (
	[name, label, type, fieldType, more]: Short,
	groupName: string,
): [string, Property] => [name, { name, label, type, fieldType, groupName, options: [], ...more }];

/** A type with the properties that every type has. */
export function addType(store: Store, { typeId, name, singular, plural, properties, shown }: Row) {
	const contact = typeId === '0-1';
	const created = contact ? 'createdate' : 'hs_createdate';
	const modified = contact ? 'lastmodifieddate' : 'hs_lastmodifieddate';
	const group = `${name.replace(/^p\d+_/, '')}information`;
	const stamps: Short[] = [
		[created, 'Create date', 'datetime', 'date', ro],
		[modified, 'Last modified date', 'datetime', 'date', ro],
	];
	const type: ObjectType = {
		typeId,
		name,
		singular,
		plural,
		custom: typeId.startsWith('2-'),
		properties: new Map(
			[...COMMON, ...stamps, ...properties, ...SAMPLE].map((short) => propertyOf(short, group)),
		),
		groups: new Map([[group, { name: group, label: `${singular} information`, displayOrder: 0 }]]),
		shown: [...(shown ?? []), created, modified, 'hs_object_id'],
		created,
		modified,
	};
	store.types.set(typeId, type);
	store.records.set(typeId, new Map());
	return type;
}

export const addStandardTypes = (store: Store) => {
	for (const standard of ROWS) addType(store, standard);
};

/** By name, type id, singular name of a standard object, or `p{portal}_{name}`. */
export function typeOf(store: Store, given: string): ObjectType {
	const wanted = decodeURIComponent(given);
	const found =
		store.types.get(wanted) ??
		[...store.types.values()].find(
			({ name, singular, custom }) =>
				name === wanted ||
				(custom && name.replace(/^p\d+_/, '') === wanted) ||
				(!custom && singular.toLowerCase().replace(/ /g, '_') === wanted.toLowerCase()),
		);
	if (!found) throw invalid(`Unable to infer object type from: ${wanted}`);
	return found;
}
