import type { EmulatorRequest } from '../../frame';
import type { Values } from '../checkRow';
import type { Endpoints } from '../context';
import { judged, listAnswer, refuse, rowsAnswer, success } from '../envelope';
import { fieldsAsked, paged, rowOf, sorted } from '../lists';
import { recordsIn } from '../store';
import * as write from '../writes';
import { mandatory, relatedTo } from './actions';
import { idsOf, rowsIn } from './records';

export const related: Endpoints = ({ store }) => {
	const { switches } = store;

	const listOf = ({ params }: EmulatorRequest) => {
		const module = write.moduleOf(store, params.module ?? '');
		const list = module.related.find(({ api_name }) => api_name === params.related);
		if (!list)
			throw refuse('INVALID_DATA', 'the relation name given seems to be invalid', {
				resource_path_index: 2,
			});
		return { record: write.recordOf(store, module.api_name, params.id), list };
	};
	const linkable = (request: EmulatorRequest) => {
		const found = listOf(request);
		if (!found.list.linked)
			throw refuse('NOT_SUPPORTED', 'the related list does not support linking', {
				resource_path_index: 2,
			});
		return found;
	};
	/** A link is seen from both sides. */
	const link = (request: EmulatorRequest, id: string, values?: Values) => {
		const { record, list } = linkable(request);
		const other = write.recordOf(store, list.module, id);
		const mirror = store.modules
			.get(list.module)
			?.related.find(({ module, linked }) => linked && module === record.module);
		const sides = [
			{ from: record, name: list.api_name, to: other },
			...(mirror ? [{ from: other, name: mirror.api_name, to: record }] : []),
		];
		for (const { from, name, to } of sides) {
			const held = from.links.get(name) ?? new Map<string, Values>();
			from.links.set(name, held);
			if (values) held.set(to.id, values);
			else if (!held.delete(to.id)) throw write.wrongId({ id });
		}
		return success(values ? 'relation added' : 'relation removed', { id });
	};

	return [
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/:related',
			handle: (request) => {
				const names = fieldsAsked(request) ?? [];
				const { record, list } = listOf(request);
				const target = write.moduleOf(store, list.module);
				const { page, info } = paged(
					store,
					request,
					sorted(request, relatedTo(store, record, list)),
				);
				const links = record.links.get(list.api_name);
				return listAnswer(
					'data',
					page.map((one) => ({ ...rowOf(store, target, one, names), ...links?.get(one.id) })),
					info,
				);
			},
		},
		...(['/crm/v8/:module/:id/:related', '/crm/v8/:module/:id/:related/:other'] as const).flatMap(
			(path) => [
				{
					method: 'PUT' as const,
					path,
					handle: (request: EmulatorRequest) => {
						const rows = rowsIn(request.body, 'data', request.params.other ? 1 : 100).map((row) =>
							judged(() => {
								const { id, ...values } = row as Values;
								return link(request, String(mandatory(request.params.other ?? id, 'id')), values);
							}),
						);
						return rowsAnswer(rows, 200, switches);
					},
				},
				{
					method: 'DELETE' as const,
					path,
					handle: (request: EmulatorRequest) => {
						const ids = request.params.other ? [request.params.other] : idsOf(request);
						if (!ids.length)
							throw refuse('REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
								param_name: 'ids',
							});
						if (ids.length > 100)
							throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { param_name: 'ids', limit: 100 });
						return rowsAnswer(
							ids.map((id) => judged(() => link(request, id))),
							200,
							switches,
						);
					},
				},
			],
		),
		{
			method: 'GET',
			path: '/crm/v8/Deals/:id/Contact_Roles',
			handle: (request) => {
				const deal = write.recordOf(store, 'Deals', request.params.id);
				const names = fieldsAsked(request) ?? [];
				const contacts = write.moduleOf(store, 'Contacts');
				const rows = [...(deal.links.get('Contact_Roles') ?? [])].map(([id, role]) => {
					const contact = recordsIn(store, 'Contacts').get(id);
					return { ...(contact && rowOf(store, contacts, contact, names)), id, ...role };
				});
				return listAnswer('data', rows, {
					per_page: 200,
					count: rows.length,
					page: 1,
					more_records: false,
				});
			},
		},
		...(
			['/crm/v8/Deals/:id/Contact_Roles', '/crm/v8/Deals/:id/Contact_Roles/:contact'] as const
		).map((path) => ({
			method: 'PUT' as const,
			path,
			handle: (request: EmulatorRequest) => {
				const deal = write.recordOf(store, 'Deals', request.params.id);
				const held = deal.links.get('Contact_Roles') ?? new Map<string, Values>();
				deal.links.set('Contact_Roles', held);
				const rows = rowsIn(request.body).map((row) =>
					judged(() => {
						const { id, Contact_Role } = row as { id?: string; Contact_Role?: Values };
						const contact = write.recordOf(
							store,
							'Contacts',
							mandatory(request.params.contact ?? id, 'id'),
						);
						held.set(contact.id, { Contact_Role: mandatory(Contact_Role, 'Contact_Role') });
						return success('contact role updated successfully', { id: contact.id });
					}),
				);
				return rowsAnswer(rows, 200, switches);
			},
		})),
		{
			method: 'DELETE',
			path: '/crm/v8/Deals/:id/Contact_Roles/:contact',
			handle: (request) => {
				const deal = write.recordOf(store, 'Deals', request.params.id);
				const answer = judged(() => {
					if (!deal.links.get('Contact_Roles')?.delete(request.params.contact ?? ''))
						throw write.wrongId();
					return success('contact role removed successfully', { id: request.params.contact });
				});
				return rowsAnswer([answer], 200, switches);
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/Contacts/roles',
			handle: () => ({
				status: 200,
				body: {
					contact_roles: ['Decision Maker', 'Executive Sponsor'].map((name, index) => ({
						id: `365239700000000680${index}`,
						name,
						sequence_number: index + 1,
					})),
				},
			}),
		},
	];
};
