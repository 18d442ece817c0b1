import type { ICredentialType } from 'n8n-workflow';
import { FxiaokeApi } from '../../../credentials/FxiaokeApi.credentials';
import { HubSpotCrmApi } from '../../../credentials/HubSpotCrmApi.credentials';
import { ServiceGoApi } from '../../../credentials/ServiceGoApi.credentials';
import { ZohoCrmOAuth2Api } from '../../../credentials/ZohoCrmOAuth2Api.credentials';
import type { VendorName } from '../n8n/workflows';

/** An object to pick: what is typed, the name in the list, and a column that it has and the other object lacks. */
interface Picked {
	typed: string;
	name: string;
	column: string;
}

interface Condition {
	field: string;
	operator: string;
	value: string;
	/** An operator that the field's type has, and one that it lacks. */
	has: string;
	lacks: string;
}

/** What a person does with one node, in the words of its panel. */
export interface Subject {
	vendor: VendorName;
	/** Its name in the nodes panel. */
	node: string;
	credential: ICredentialType;
	/** A field that is filled wrongly first, and what the dialog says then; a consent page where there is none. */
	wrong: { label: string; says: RegExp } | 'consent';
	/** What the object is called. */
	label: 'Object' | 'Module';
	object: Picked;
	other: Picked;
	/** Values of columns that are shown from the start, or that are added. */
	values: Array<{ column: string; text: string; added?: true }>;
	/** A value that does not fit its column, and the error. */
	misfit: { column: string; text: string; says: RegExp };
	search: string;
	/** A list to pick from before the search. */
	searchIn?: { label: string; typed: string; name: string };
	conditions: Condition[];
	/** The record that is created and found again, as far as it matters. */
	found: Record<string, string>;
}

export const subjects: Subject[] = [
	{
		vendor: 'hubSpot',
		node: 'HubSpot CRM',
		credential: new HubSpotCrmApi(),
		wrong: { label: 'Access Token', says: /HubSpot refused the access token/ },
		label: 'Object',
		object: { typed: 'deal', name: 'Deal', column: 'Deal name (dealname)' },
		other: { typed: 'compan', name: 'Company', column: 'Company domain name (domain)' },
		values: [
			{ column: 'Deal name (dealname)', text: 'Renewal' },
			{ column: 'Pipeline (pipeline)', text: 'default' },
			{ column: 'Deal stage (dealstage)', text: 'contractsent' },
			{ column: 'Amount (amount)', text: '1200.5', added: true },
		],
		misfit: {
			column: 'Amount (amount)',
			text: 'a lot',
			says: /^"Fields": the field "Amount" \(amount\) wants a number such as 1200.5, and got "a lot"/,
		},
		search: 'Search',
		conditions: [
			{
				field: 'Deal name (dealname)',
				operator: 'Equals',
				value: 'Renewal',
				has: 'Contains Word (* for Any Letters)',
				lacks: 'Greater Than',
			},
			{
				field: 'Amount (amount)',
				operator: 'Greater Than',
				value: '1000',
				has: 'Greater Than',
				lacks: 'Contains Word (* for Any Letters)',
			},
		],
		found: { dealname: 'Renewal' },
	},
	{
		vendor: 'zohoCrm',
		node: 'Zoho CRM',
		credential: new ZohoCrmOAuth2Api(),
		wrong: 'consent',
		label: 'Module',
		object: { typed: 'lead', name: 'Leads', column: 'Last Name (Last_Name)' },
		other: { typed: 'deal', name: 'Deals', column: 'Deal Name (Deal_Name)' },
		values: [
			{ column: 'Last Name (Last_Name)', text: 'Renewal' },
			{ column: 'Annual Revenue (Annual_Revenue)', text: '1200.5', added: true },
		],
		misfit: {
			column: 'Annual Revenue (Annual_Revenue)',
			text: 'a lot',
			says: /^"Fields": the field "Annual Revenue" \(Annual_Revenue\) wants a number/,
		},
		search: 'Search',
		conditions: [
			{
				field: 'Last Name (Last_Name)',
				operator: 'Equals',
				value: 'Renewal',
				has: 'Starts With',
				lacks: 'Greater Than',
			},
			{
				field: 'Annual Revenue (Annual_Revenue)',
				operator: 'Greater Than',
				value: '1000',
				has: 'Greater Than',
				lacks: 'Starts With',
			},
		],
		found: { Last_Name: 'Renewal' },
	},
	{
		vendor: 'fxiaoke',
		node: 'Fxiaoke',
		credential: new FxiaokeApi(),
		wrong: { label: 'App Secret', says: /check the app secret/ },
		label: 'Object',
		object: { typed: 'acc', name: 'Account', column: 'Name (name)' },
		other: { typed: 'order pr', name: 'Order Product', column: 'Order (order_id)' },
		values: [
			{ column: 'Name (name)', text: 'Renewal' },
			{ column: 'Amount (amount)', text: '1200.5', added: true },
		],
		misfit: {
			column: 'Amount (amount)',
			text: 'a lot',
			says: /^"Fields": the field "Amount" \(amount\) wants a number/,
		},
		search: 'Get Many',
		conditions: [
			{
				field: 'Name (name)',
				operator: 'Equals',
				value: 'Renewal',
				has: 'Starts With',
				lacks: 'Greater Than',
			},
			{
				field: 'Amount (amount)',
				operator: 'Greater Than',
				value: '1000',
				has: 'Between',
				lacks: 'Starts With',
			},
		],
		found: { name: 'Renewal' },
	},
	{
		vendor: 'serviceGo',
		node: 'ServiceGo',
		credential: new ServiceGoApi(),
		wrong: { label: 'API Token', says: /refused the signature/ },
		label: 'Object',
		object: { typed: 'contact', name: 'Contact', column: '姓名 (name)' },
		other: { typed: 'organ', name: 'Organization (Customer)', column: '客户名称 (name)' },
		values: [
			{ column: '姓名 (name)', text: 'Renewal' },
			{ column: '积分 (score)', text: '1200', added: true },
		],
		misfit: {
			column: '积分 (score)',
			text: 'a lot',
			says: /^"Fields": the field "积分" \(score\) wants a number/,
		},
		search: 'Get Many',
		// the emulator refuses a search without one
		searchIn: { label: 'Filter', typed: '全', name: '全部' },
		conditions: [
			{
				field: '姓名 (name)',
				operator: 'Equals',
				value: 'Renewal',
				has: 'Contains',
				lacks: 'Greater Than',
			},
			{
				field: '积分 (score)',
				operator: 'Greater Than',
				value: '1000',
				has: 'Greater Than',
				lacks: 'Contains',
			},
		],
		found: { name: 'Renewal' },
	},
];
