import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../core/transport/api';
import type { Choice, Vendor } from '../core/vendor';
import { fieldRows } from './fields';
import { rowsOf } from './rows';

type Load = NonNullable<Vendor['choices']>[string];

const from =
	(
		url: string,
		root: string,
		read: (row: IDataObject) => Choice,
		needsModule = true,
		query: Record<string, string> = {},
	): Load =>
	async (api: Api, current) => {
		const module = current('objectType');
		if (needsModule && !module) return [];
		const body: unknown = await api.request({
			method: 'GET',
			url,
			query: { ...(needsModule && { module }), ...query },
		});
		return rowsOf(body, root).map(read);
	};

const named = (row: IDataObject): Choice => ({
	name: String(row.display_value ?? row.display_label ?? row.name ?? row.api_name ?? row.id),
	value: String(row.id),
});

const ofType =
	(types: readonly string[]): Load =>
	async (api, current) => {
		const module = current('objectType');
		if (!module) return [];
		return (await fieldRows(api, module))
			.filter(({ data_type }) => types.includes(String(data_type)))
			.map(({ api_name, field_label }) => ({
				name: `${String(field_label)} (${String(api_name)})`,
				value: String(api_name),
			}));
	};

/** What the dropdowns of the panel offer. */
export const choices: Record<string, Load> = {
	getViews: from('/crm/v8/settings/custom_views', 'custom_views', named),
	getLayouts: from('/crm/v8/settings/layouts', 'layouts', named),
	getRelatedLists: from('/crm/v8/settings/related_lists', 'related_lists', (row) => ({
		name: String(row.display_label ?? row.api_name),
		value: String(row.api_name),
	})),
	getTags: from('/crm/v8/settings/tags', 'tags', named),
	getTagNames: from('/crm/v8/settings/tags', 'tags', ({ name }) => ({
		name: String(name),
		value: String(name),
	})),
	getTemplates: from('/crm/v8/settings/email_templates', 'email_templates', named),
	getUsers: from(
		'/crm/v8/users',
		'users',
		({ full_name, id, email }) => ({
			name: String(full_name ?? email),
			value: String(id),
			description: String(email ?? ''),
		}),
		false,
		{ type: 'ActiveUsers', per_page: '200' },
	),
	getSenders: from(
		'/crm/v8/settings/emails/actions/from_addresses',
		'from_addresses',
		({ email, user_name }) => ({
			name: `${String(user_name ?? email)} (${String(email)})`,
			value: String(email),
		}),
		false,
	),
	getTerritories: from('/crm/v8/settings/territories', 'territories', named, false),
	getContactRoles: from('/crm/v8/Contacts/roles', 'contact_roles', named, false),
	getMultiSelectFields: ofType(['multiselectpicklist']),
	getListFields: ofType([
		'imageupload',
		'fileupload',
		'multiselectlookup',
		'multiuserlookup',
		'subform',
	]),
	getFileFields: ofType(['imageupload', 'fileupload']),
	getExternalFields: async (api, current) => {
		const module = current('objectType');
		if (!module) return [];
		return (await fieldRows(api, module))
			.filter(({ external }) => Boolean(external))
			.map(({ api_name, field_label }) => ({ name: String(field_label), value: String(api_name) }));
	},
};
