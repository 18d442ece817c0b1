import { missing, Refusal } from './envelope';
import type { Field, ObjectType, Store } from './store';

type Given = Partial<Field> & Pick<Field, 'api_name' | 'label' | 'type'>;

const field = (given: Given): Field => ({
	define_type: given.api_name.endsWith('__c') ? 'custom' : 'package',
	is_required: false,
	is_active: true,
	is_unique: false,
	...given,
});

const system = (api_name: string, label: string, type: string): Field =>
	field({ api_name, label, type, system: true });

/** System fields of all objects (section 3.8). `owner` and `record_type` can be given on create. */
const systemFields = (): Field[] => [
	system('_id', 'ID', 'text'),
	field({ api_name: 'name', label: 'Name', type: 'text', is_required: true }),
	field({ api_name: 'owner', label: 'Owner', type: 'employee' }),
	system('created_by', 'Created By', 'employee'),
	system('last_modified_by', 'Last Modified By', 'employee'),
	system('create_time', 'Create Time', 'date_time'),
	system('last_modified_time', 'Last Modified Time', 'date_time'),
	{
		...system('life_status', 'Life Status', 'select_one'),
		options: ['ineffective', 'under_review', 'normal', 'in_change', 'invalid'].map((value) => ({
			label: value,
			value,
		})),
	},
	{
		...system('lock_status', 'Lock Status', 'select_one'),
		options: [
			{ label: 'Unlocked', value: '0' },
			{ label: 'Locked', value: '1' },
		],
	},
	system('is_deleted', 'Is Deleted', 'true_or_false'),
	field({
		api_name: 'record_type',
		label: 'Record Type',
		type: 'select_one',
		options: [{ label: 'Default', value: 'default__c' }],
	}),
	system('relevant_team', 'Relevant Team', 'text'),
	field({ api_name: 'data_own_department', label: 'Department', type: 'department' }),
	system('owner_department', 'Owner Department', 'text'),
	system('version', 'Version', 'text'),
	{ ...system('lock_rule', 'Lock Rule', 'lock_rule'), is_active: true },
];

export function addObject(store: Store, apiName: string, label: string, own: Given[] = []): void {
	const fields = [...systemFields(), ...own.map(field)];
	store.objects.set(apiName, { apiName, label, fields });
}

export function addField(store: Store, object: string, given: Given): Field {
	const added = field(given);
	objectOf(store, object).fields.push(added);
	return added;
}

export function objectOf(store: Store, apiName: string): ObjectType {
	const found = store.objects.get(apiName);
	if (!found) throw new Refusal(13002, `对象 ${apiName} 不存在`);
	return found;
}

export const fieldOf = (store: Store, object: string, name: string): Field | undefined =>
	objectOf(store, object).fields.find(({ api_name }) => api_name === name);

export const isCustom = (apiName: string) => apiName.endsWith('__c');

/** The child objects of a master, by their master_detail fields. */
export const detailsOf = (store: Store, master: string): Array<{ object: string; field: string }> =>
	[...store.objects.values()].flatMap(({ apiName, fields }) =>
		fields
			.filter(({ type, target_api_name }) => type === 'master_detail' && target_api_name === master)
			.map(({ api_name }) => ({ object: apiName, field: api_name })),
	);

export const described = ({ apiName, label, fields }: ObjectType) => ({
	api_name: apiName,
	display_name: label,
	define_type: isCustom(apiName) ? 'custom' : 'package',
	is_active: true,
	fields: Object.fromEntries(
		fields.map((field) => [field.api_name, { ...field, system: undefined }]),
	),
});

export function recordOf(store: Store, object: string, id: string) {
	const record = store.records.get(id);
	if (!record || record.object !== object) throw missing(store.switches, `数据 ${id} 不存在`);
	return record;
}

const options = (...values: string[]) =>
	values.map((value) => ({ label: `${value} label`, value }));

/** What every tenant of the emulator has. */
export function addObjects(store: Store): void {
	addObject(store, 'AccountObj', 'Account', [
		{ api_name: 'tel', label: 'Phone', type: 'phone_number' },
		{ api_name: 'email', label: 'Email', type: 'email' },
		{ api_name: 'url', label: 'Website', type: 'url' },
		{ api_name: 'remark', label: 'Remark', type: 'long_text' },
		{ api_name: 'level', label: 'Level', type: 'select_one', options: options('A', 'B', 'C') },
		{
			api_name: 'industry',
			label: 'Industries',
			type: 'select_many',
			options: options('IT', 'Trade', 'Food'),
		},
		{ api_name: 'amount', label: 'Amount', type: 'currency' },
		{ api_name: 'employees', label: 'Employees', type: 'number' },
		{ api_name: 'founded', label: 'Founded', type: 'date' },
		{ api_name: 'last_call', label: 'Last Call', type: 'date_time' },
		{ api_name: 'vip', label: 'VIP', type: 'true_or_false' },
		{ api_name: 'helpers', label: 'Helpers', type: 'employee_many' },
		{ api_name: 'tags', label: 'Tags', type: 'tag' },
		{ api_name: 'files', label: 'Files', type: 'file_attachment' },
		{ api_name: 'photos', label: 'Photos', type: 'image' },
		{ api_name: 'account_no', label: 'Number', type: 'auto_number' },
		{
			api_name: 'parent_account',
			label: 'Parent',
			type: 'object_reference',
			target_api_name: 'AccountObj',
		},
	]);
	addObject(store, 'ContactObj', 'Contact', [
		{
			api_name: 'account_id',
			label: 'Account',
			type: 'object_reference',
			target_api_name: 'AccountObj',
		},
		{ api_name: 'mobile', label: 'Mobile', type: 'phone_number' },
	]);
	addObject(store, 'LeadsObj', 'Lead', [
		{ api_name: 'company', label: 'Company', type: 'text' },
		{ api_name: 'leads_status', label: 'Status', type: 'select_one', options: options('1', '2') },
	]);
	addObject(store, 'NewOpportunityObj', 'Opportunity', [
		{ api_name: 'sales_stage', label: 'Stage', type: 'select_one', options: options('1', '2') },
	]);
	addObject(store, 'SalesOrderObj', 'Order', [
		{
			api_name: 'account_id',
			label: 'Account',
			type: 'object_reference',
			target_api_name: 'AccountObj',
		},
		{ api_name: 'order_amount', label: 'Amount', type: 'currency' },
		{
			api_name: 'order_status',
			label: 'Status',
			type: 'select_one',
			options: options('draft', 'confirmed', 'shipped'),
		},
		{ api_name: 'delivery_comment', label: 'Comment', type: 'long_text' },
	]);
	addObject(store, 'SalesOrderProductObj', 'Order Product', [
		{
			api_name: 'order_id',
			label: 'Order',
			type: 'master_detail',
			target_api_name: 'SalesOrderObj',
			is_required: true,
		},
		{ api_name: 'quantity', label: 'Quantity', type: 'number' },
		{ api_name: 'sales_price', label: 'Price', type: 'currency' },
	]);
	addObject(store, 'CampaignMembersObj', 'Campaign Member', []);
	addObject(store, 'HighSeasObj', 'High Seas');
	addObject(store, 'LeadsPoolObj', 'Lead Pool');
	addObject(store, 'DepartmentObj', 'Department', [
		{ api_name: 'dept_code', label: 'Code', type: 'text' },
	]);
	addObject(store, 'PersonnelObj', 'Personnel', [
		{ api_name: 'user_id', label: 'Employee ID', type: 'text' },
		{ api_name: 'full_name', label: 'Full Name', type: 'text' },
		{ api_name: 'phone', label: 'Mobile', type: 'phone_number' },
		{
			api_name: 'status',
			label: 'Status',
			type: 'select_one',
			options: [
				{ label: 'Active', value: '0' },
				{ label: 'Stopped', value: '1' },
			],
		},
	]);
	addObject(store, 'project__c', 'Project', [
		{ api_name: 'budget__c', label: 'Budget', type: 'number' },
		{ api_name: 'start__c', label: 'Start', type: 'date' },
		{
			api_name: 'kinds__c',
			label: 'Kinds',
			type: 'select_many',
			options: options('x', 'y', 'z'),
		},
		{
			api_name: 'account__c',
			label: 'Account',
			type: 'object_reference',
			target_api_name: 'AccountObj',
		},
	]);
	addApprovalObjects(store);
}

/** Their rows are the approvals themselves. Field names of ApprovalInstanceObj are LIKELY, taken after the task's. */
function addApprovalObjects(store: Store): void {
	const states = ['in_progress', 'pass', 'error', 'cancel', 'reject', 'go_back'];
	const shared: Given[] = [
		{
			api_name: 'state',
			label: 'State',
			type: 'select_one',
			options: states.map((value) => ({ label: value, value })),
		},
		{ api_name: 'trigger_type', label: 'Trigger', type: 'text' },
		{ api_name: 'object_api_name', label: 'Object', type: 'text' },
		{ api_name: 'object_data_id', label: 'Record', type: 'text' },
		{ api_name: 'flow_api_name', label: 'Flow', type: 'text' },
		{ api_name: 'submitter', label: 'Submitter', type: 'employee' },
	];
	addObject(store, 'ApprovalInstanceObj', 'Approval Instance', shared);
	addObject(store, 'ApprovalTaskObj', 'Approval Task', [
		...shared,
		{ api_name: 'workflow_id', label: 'Workflow', type: 'text' },
		{ api_name: 'activity_id', label: 'Activity', type: 'text' },
		{ api_name: 'candidate_ids', label: 'Candidates', type: 'employee_many' },
	]);
}
