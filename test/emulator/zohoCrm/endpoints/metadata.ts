import type { Endpoints } from '../context';
import { listAnswer, none, ok } from '../envelope';
import { numberOf, textOf } from '../lists';
import { describeField } from '../metadata';
import type { Module } from '../store';
import * as write from '../writes';
import { mandatory } from './actions';

const LINKS = ['Leads', 'Contacts', 'Accounts', 'Deals', 'Products', 'Campaigns', 'Price_Books'];

export const metadata: Endpoints = ({ store }) => {
	const describe = (module: Module) => ({
		id: module.id,
		api_name: module.api_name,
		module_name: module.plural,
		singular_label: module.label,
		plural_label: module.plural,
		api_supported: module.apiSupported,
		creatable: module.apiSupported,
		editable: module.apiSupported,
		deletable: module.apiSupported,
		viewable: true,
		visible: true,
		generated_type: module.custom ? 'custom' : 'default',
		business_card_fields: [],
	});
	const moduleAsked = (name: string | undefined) =>
		write.moduleOf(store, mandatory(name, 'module'));
	const layoutOf = (module: Module) => ({
		id: `${module.id}9`,
		name: 'Standard',
		status: 'active',
		visible: true,
		sections: [
			{
				name: 'Main',
				fields: module.fields.map(({ id, api_name, required }) => ({
					id,
					api_name,
					required: Boolean(required),
				})),
			},
		],
	});

	return [
		{
			method: 'GET',
			path: '/crm/v8/settings/modules',
			handle: () => ok({ modules: [...store.modules.values()].map(describe) }),
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/modules/:name',
			handle: ({ params }) => {
				const module = store.modules.get(params.name ?? '');
				return ok({ modules: [describe(module ?? write.moduleOf(store, params.name ?? ''))] });
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/fields',
			handle: (request) => {
				const module = moduleAsked(textOf(request, 'module'));
				return ok({ fields: module.fields.map((field) => describeField(store, field)) });
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/fields/:field',
			handle: (request) => {
				const field = moduleAsked(textOf(request, 'module')).fields.find(
					({ id }) => id === request.params.field,
				);
				return field ? ok({ fields: [describeField(store, field)] }) : none;
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/layouts',
			handle: (request) => ok({ layouts: [layoutOf(moduleAsked(textOf(request, 'module')))] }),
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/layouts/:layout',
			handle: (request) => ok({ layouts: [layoutOf(moduleAsked(textOf(request, 'module')))] }),
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/related_lists',
			handle: (request) => {
				const module = moduleAsked(textOf(request, 'module'));
				return listAnswer(
					'related_lists',
					module.related.map(({ api_name, module: target }, index) => ({
						id: `${module.id}${index}`,
						api_name,
						name: api_name,
						display_label: api_name.replace(/_/g, ' '),
						module: { api_name: target },
						href: `${module.api_name}/{ENTITYID}/${api_name}`,
						type: LINKS.includes(target) ? 'custom_lookup' : 'default',
					})),
				);
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/custom_views',
			handle: (request) => {
				const module = moduleAsked(textOf(request, 'module'));
				return ok({
					custom_views: module.views.map(({ id, name, filter }) => ({
						id,
						name,
						display_value: name,
						system_defined: !filter,
						default: !filter,
					})),
					info: { per_page: 200, count: module.views.length, page: 1, more_records: false },
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/pipeline',
			handle: (request) => {
				mandatory(textOf(request, 'layout_id'), 'layout_id');
				return ok({
					pipeline: [
						{
							id: '1',
							display_value: 'Standard (Standard)',
							actual_value: 'Standard (Standard)',
							default: true,
							maps: [],
						},
					],
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/territories',
			handle: () =>
				listAnswer(
					'territories',
					[...store.territories].map(([id, name]) => ({ id, name })),
				),
		},
		{
			method: 'GET',
			path: '/crm/v8/users',
			handle: (request) => {
				const type = textOf(request, 'type') ?? 'AllUsers';
				const all = [...store.users.values()].filter(({ id, status, admin }) =>
					type === 'CurrentUser'
						? id === store.me.id
						: type === 'ActiveUsers'
							? status === 'active'
							: type === 'AdminUsers'
								? admin
								: true,
				);
				const size = numberOf(request, 'per_page', 200, 200);
				const start = (numberOf(request, 'page', 1, 100) - 1) * size;
				const rows = all.slice(start, start + size).map(({ id, name, email, status }) => ({
					id,
					full_name: name,
					last_name: name,
					email,
					status,
					zuid: id,
				}));
				return listAnswer('users', rows, {
					per_page: size,
					count: rows.length,
					page: start / size + 1,
					more_records: start + size < all.length,
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/users/:user',
			handle: ({ params }) => {
				const user = store.users.get(params.user ?? '');
				return user
					? ok({
							users: [
								{ id: user.id, full_name: user.name, email: user.email, status: user.status },
							],
						})
					: none;
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/org',
			handle: () =>
				ok({
					org: [
						{
							id: '1',
							zgid: store.zgid,
							company_name: 'Zylker',
							primary_email: store.me.email,
							time_zone: 'UTC',
						},
					],
				}),
		},
		{
			method: 'GET',
			path: '/crm/v8/__apis',
			handle: () =>
				ok({
					__apis: [
						{
							path: '/crm/v8/{module}',
							operation_types: [
								{
									method: 'GET',
									oauth_scope: 'ZohoCRM.modules.ALL',
									min_credits: 1,
									max_credits: 1,
								},
							],
						},
					],
				}),
		},
	];
};
