import type { Field, Module, Store } from './store';

/** `Name:type` with `!` required, `?` read-only, `^` unique, `~` external, `*` custom, `#n` length, `=a|b` options, `>Module` lookup. */
function fieldOf(store: Store, text: string): Field {
	const [, api_name = '', data_type = '', rest = ''] = /^(\w+):(\w+)(.*)$/.exec(text) ?? [];
	const length = /#(\d+)/.exec(rest)?.[1];
	const options = /=([^>]*)/.exec(rest)?.[1];
	const lookup = />(\w+)(?:\.(\w+))?/.exec(rest);
	const flags = rest.replace(/=.*$/, '');
	return {
		id: store.next(),
		api_name,
		label: api_name.replace(/__s$/, '').replace(/_/g, ' '),
		data_type,
		length: length ? Number(length) : data_type === 'text' ? 255 : undefined,
		required: flags.includes('!'),
		readOnly: flags.includes('?'),
		unique: flags.includes('^'),
		external: flags.includes('~'),
		custom: flags.includes('*'),
		rich: data_type === 'textarea' && flags.includes('%'),
		options: options?.split('|'),
		lookup: lookup?.[1],
		linkKey: lookup?.[2],
	};
}

const AUDIT = [
	'id:bigint?',
	'Owner:ownerlookup',
	'Created_By:ownerlookup?',
	'Modified_By:ownerlookup?',
	'Created_Time:datetime?',
	'Modified_Time:datetime?',
	'Tag:text?',
	'Locked__s:boolean?',
	'Layout:layout',
];

const PERSON = [
	'First_Name:text#40',
	'Last_Name:text!#80',
	'Email:email^#100',
	'Phone:phone#30',
	'Mobile:phone#30',
	'Website:website#255',
	'Description:textarea#32000%',
	'Lead_Source:picklist=-None-|Advertisement|Cold Call|Web Download',
	'Annual_Revenue:currency',
	'No_of_Employees:integer',
	'Rating_Percent:percent',
	'Email_Opt_Out:boolean',
	'Birth_Date:date',
	'Last_Visit:datetime',
	'External_Key:text*~#100',
	'Serial:bigint*',
	'Unique_Code:text*^#50',
	'Colours:multiselectpicklist*=Red|Green|Blue',
	'Photo_Field:imageupload*',
	'Papers:fileupload*',
	'Auto_No:autonumber?*',
];

const STANDARD: Record<string, string[]> = {
	Leads: [...PERSON, 'Company:text#200', 'Lead_Status:picklist=-None-|Contacted|Lost Lead'],
	Contacts: [...PERSON, 'Account_Name:lookup>Accounts'],
	Accounts: [
		'Account_Name:text!^#200',
		'Phone:phone#30',
		'Website:website#255',
		'Industry:picklist=-None-|Banking|Service',
		'Annual_Revenue:currency',
		'Parent_Account:lookup>Accounts',
		'Description:textarea#32000%',
		'External_Key:text*~#100',
	],
	Deals: [
		'Deal_Name:text!^#120',
		'Stage:picklist!=Qualification|Negotiation|Closed Won|Closed Lost',
		'Pipeline:picklist=Standard (Standard)|Enterprise',
		'Amount:currency',
		'Closing_Date:date',
		'Account_Name:lookup>Accounts',
		'Contact_Name:lookup>Contacts',
		'Description:textarea#32000%',
		'Foreign_Languages:multiselectpicklist*=Korean|Spanish|German|French',
		'Image_Upload:imageupload*',
		'Listings:multiselectlookup*>Listings.Interested_Listings',
		'AssociatedUser:multiuserlookup*>users.User',
		'Visits:subform*',
	],
	Tasks: ['Subject:text!#255', 'Due_Date:date', 'Status:picklist=Not Started|Completed'],
	Events: [
		'Event_Title:text!#255',
		'Start_DateTime:datetime!',
		'End_DateTime:datetime!',
		'Participants:participants',
	],
	Calls: [
		'Subject:text!#255',
		'Call_Type:picklist!=Inbound|Outbound|Missed',
		'Call_Start_Time:datetime!',
		'Call_Duration:text!#20',
	],
	Products: ['Product_Name:text!#200', 'Unit_Price:currency'],
	Vendors: ['Vendor_Name:text!#120', 'Email:email#100'],
	Campaigns: ['Campaign_Name:text!#200', 'Status:picklist=Planning|Active'],
	Price_Books: ['Price_Book_Name:text!#200', 'Pricing_Details:subform!'],
	Quotes: [
		'Subject:text!#255',
		'Quoted_Items:subform!',
		'Account_Name:lookup>Accounts',
		'Quote_Stage:picklist=Draft|Delivered',
	],
	Sales_Orders: ['Subject:text!#255', 'Ordered_Items:subform!', 'Account_Name:lookup>Accounts'],
	Purchase_Orders: ['Subject:text!#255', 'Vendor_Name:lookup!>Vendors', 'Purchased_Items:subform!'],
	Invoices: ['Subject:text!#255', 'Invoiced_Items:subform!', 'Account_Name:lookup>Accounts'],
	Cases: [
		'Subject:text!#255',
		'Case_Origin:picklist!=Email|Phone|Web',
		'Status:picklist!=New|Closed',
	],
	Solutions: ['Solution_Title:text!#255'],
	Appointments__s: ['Appointment_Name:text!#255'],
	Services__s: ['Service_Name:text!#255'],
	Notes: ['Note_Title:text#120', 'Note_Content:textarea#65535', 'Parent_Id:lookup'],
	Attachments: ['File_Name:text#255', 'Size:bigint?'],
};

const CUSTOM: Record<string, string[]> = {
	Listings: ['Name:text!^#120', 'Price:currency*', 'Notice:textarea*#2000%'],
};

const RELATED: Record<string, Module['related']> = {
	Accounts: [
		{ api_name: 'Contacts', module: 'Contacts', by: 'Account_Name' },
		{ api_name: 'Deals', module: 'Deals', by: 'Account_Name' },
		{ api_name: 'Products', module: 'Products', linked: true },
	],
	Leads: [
		{ api_name: 'Campaigns', module: 'Campaigns', linked: true },
		{ api_name: 'Products', module: 'Products', linked: true },
	],
	Contacts: [
		{ api_name: 'Campaigns', module: 'Campaigns', linked: true },
		{ api_name: 'Products', module: 'Products', linked: true },
		{ api_name: 'Deals', module: 'Deals', by: 'Contact_Name' },
	],
	Deals: [{ api_name: 'Products', module: 'Products', linked: true }],
	Campaigns: [
		{ api_name: 'Leads', module: 'Leads', linked: true },
		{ api_name: 'Contacts', module: 'Contacts', linked: true },
	],
	Products: ['Leads', 'Accounts', 'Contacts', 'Deals', 'Price_Books'].map((module) => ({
		api_name: module,
		module,
		linked: true,
	})),
	Appointments__s: [{ api_name: 'Services__s', module: 'Services__s', linked: true }],
	Services__s: [{ api_name: 'Appointments__s', module: 'Appointments__s', linked: true }],
};

export function addModule(
	store: Store,
	api_name: string,
	fields: string[],
	custom = false,
): Module {
	const label = api_name.replace(/__s$/, '').replace(/_/g, ' ');
	const module: Module = {
		id: store.next(),
		api_name,
		label: label.replace(/s$/, ''),
		plural: label,
		apiSupported: true,
		custom,
		fields: [...AUDIT, ...fields].map((text) => fieldOf(store, text)),
		related: [
			...(RELATED[api_name] ?? []),
			{ api_name: 'Notes', module: 'Notes' },
			{ api_name: 'Attachments', module: 'Attachments' },
		],
		views: [{ id: store.next(), name: `All ${label}` }],
	};
	store.modules.set(api_name, module);
	return module;
}

export function seedTenant(store: Store): void {
	store.users.set(store.me.id, store.me);
	for (const [name, email] of [
		['J Smith', 'j.smith@example.com'],
		['Ann Other', 'ann@example.com'],
	] as const) {
		const id = store.next();
		store.users.set(id, { id, name, email, status: 'active', admin: false });
	}
	for (const [name, fields] of Object.entries(STANDARD)) addModule(store, name, fields);
	for (const [name, fields] of Object.entries(CUSTOM)) addModule(store, name, fields, true);
	for (const name of ['Documents', 'Projects']) addModule(store, name, []).apiSupported = false;
	store.modules.get('Leads')?.views.push({
		id: store.next(),
		name: 'My Contacted Leads',
		filter: ({ values }) => values.Lead_Status === 'Contacted',
	});
	for (const name of ['North', 'South']) store.territories.set(store.next(), name);
}

const JSON_TYPES: Record<string, string> = {
	integer: 'integer',
	currency: 'double',
	double: 'double',
	percent: 'double',
	boolean: 'boolean',
	lookup: 'jsonobject',
	ownerlookup: 'jsonobject',
	userlookup: 'jsonobject',
	layout: 'jsonobject',
	multiselectpicklist: 'jsonarray',
	imageupload: 'jsonarray',
	fileupload: 'jsonarray',
	multiselectlookup: 'jsonarray',
	multiuserlookup: 'jsonarray',
	participants: 'jsonarray',
	subform: 'jsonarray',
};

/** One field as `settings/fields` describes it. */
export function describeField(store: Store, field: Field): Record<string, unknown> {
	const { api_name, data_type, lookup, linkKey } = field;
	const target = lookup ? store.modules.get(lookup) : undefined;
	const writable = !field.readOnly;
	return {
		id: field.id,
		api_name,
		field_label: field.label,
		display_label: field.label,
		data_type,
		json_type: JSON_TYPES[data_type] ?? 'string',
		...(field.length !== undefined && { length: field.length }),
		system_mandatory: Boolean(field.required),
		custom_field: Boolean(field.custom),
		field_read_only: Boolean(field.readOnly),
		read_only: Boolean(field.readOnly),
		visible: true,
		virtual_field: false,
		searchable: true,
		sortable: true,
		filterable: !['imageupload', 'fileupload', 'subform'].includes(data_type),
		operation_type: {
			web_create: writable,
			web_update: writable,
			api_create: writable,
			api_update: writable,
		},
		view_type: { view: true, create: writable, edit: writable, quick_create: false },
		unique: field.unique ? { casesensitive: 'false' } : {},
		external: field.external ? { type: 'user', show: true } : null,
		lookup:
			lookup && !linkKey
				? { module: { api_name: lookup, id: target?.id ?? '1' }, display_label: field.label }
				: {},
		multiselectlookup:
			data_type === 'multiselectlookup'
				? {
						linking_details: {
							module: { api_name: `LinkingModule_${api_name}`, visibility: 0, id: field.id },
							connected_lookup_field: { api_name: linkKey, field_label: linkKey, id: field.id },
						},
						connected_details: { module: { api_name: lookup, id: target?.id ?? '1' } },
					}
				: {},
		pick_list_values: (field.options ?? []).map((value, index) => ({
			id: `${field.id}${index}`,
			display_value: value,
			actual_value: value,
			reference_value: value,
			type: 'used',
		})),
		...(data_type === 'textarea' && { textarea: { type: field.rich ? 'rich_text' : 'large' } }),
	};
}
