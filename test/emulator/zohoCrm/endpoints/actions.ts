import type { EmulatorRequest } from '../../frame';
import type { Endpoints } from '../context';
import type { Values } from '../checkRow';
import { checkRow } from '../checkRow';
import { judged, listAnswer, none, ok, refuse, rowsAnswer, success } from '../envelope';
import { textOf } from '../lists';
import type { Store, StoredRecord } from '../store';
import { person, recordsIn, stamp } from '../store';
import * as write from '../writes';
import { nameOf, rowsIn, viewOf } from './records';

type Body = Record<string, unknown>;

const bodyOf = ({ body }: EmulatorRequest): Body => (body ?? {}) as Body;

export function mandatory<Value>(value: Value | undefined, api_name: string): Value {
	if (value === undefined || value === null)
		throw refuse('MANDATORY_NOT_FOUND', 'required field not found', { api_name });
	return value;
}

export function idsIn(body: Body, most: number): string[] {
	const ids = mandatory(body.ids as string[] | undefined, 'ids');
	if (!Array.isArray(ids) || ids.some((id) => typeof id !== 'string'))
		throw refuse('INVALID_DATA', 'invalid data', {
			api_name: 'ids',
			expected_data_type: 'jsonarray',
		});
	if (ids.length > most)
		throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { api_name: 'ids', limit: most });
	return ids;
}

/** A job that is done after some calls of its status. */
function jobAnswer(store: Store, kind: string, total: number) {
	const id = store.next();
	store.jobs.set(id, { id, kind, polls: store.switches.bulkPolls, total });
	return id;
}

export const actions: Endpoints = ({ store }) => {
	const { switches } = store;
	const moduleIn = ({ params }: EmulatorRequest) => write.moduleOf(store, params.module ?? '');
	const recordIn = (request: EmulatorRequest) =>
		write.recordOf(store, moduleIn(request).api_name, request.params.id);

	const changeOwner = (request: EmulatorRequest, ids: string[]) => {
		const module = moduleIn(request);
		const { owner } = bodyOf(request) as { owner?: { id?: string } };
		const id = mandatory(owner?.id, 'owner');
		if (!store.users.has(id))
			throw refuse('INVALID_DATA', 'the owner id given seems to be invalid', { api_name: 'owner' });
		const rows = ids.map((one) =>
			judged(() => {
				const record = write.recordOf(store, module.api_name, one);
				record.owner = id;
				record.modified = store.now();
				return success('owner updated successfully', { id: one });
			}),
		);
		return rowsAnswer(rows, 200, switches);
	};

	const territories = (request: EmulatorRequest, add: boolean) => {
		const module = moduleIn(request);
		const rows = rowsIn(request.body).map((row) =>
			judged(() => {
				const { id, Territories } = row as { id?: string; Territories?: Array<{ id: string }> };
				const record = write.recordOf(
					store,
					module.api_name,
					mandatory(request.params.id ?? id, 'id'),
				);
				for (const territory of mandatory(Territories, 'Territories')) {
					if (!store.territories.has(territory.id))
						throw write.wrongId({ api_name: 'Territories' });
					record.territories = record.territories.filter((one) => one !== territory.id);
					if (add) record.territories.push(territory.id);
				}
				return success(add ? 'territory assigned' : 'territory removed', { id: record.id });
			}),
		);
		return rowsAnswer(rows, 200, switches);
	};

	const tagging = (request: EmulatorRequest, ids: string[], add: boolean) => {
		const module = moduleIn(request);
		const body = bodyOf(request);
		const names = mandatory(body.tags as Array<{ name: string }> | undefined, 'tags').map(
			({ name }) => name,
		);
		if (names.some((name) => name.length > 25))
			throw refuse('INVALID_DATA', 'invalid data', { api_name: 'name', maximum_length: 25 });
		const rows = ids.map((id) =>
			judged(() => {
				const record = write.recordOf(store, module.api_name, id);
				const held =
					body.over_write === true ? [] : record.tags.filter((tag) => !names.includes(tag));
				const tags = add ? [...held, ...names] : held;
				if (tags.length > 10)
					throw refuse('LIMIT_EXCEEDED', 'only 10 tags can be added to a record', { limit: 10 });
				record.tags = tags;
				return success('tags updated successfully', { id, tags: tags.map((name) => ({ name })) });
			}),
		);
		const answer = rowsAnswer(rows, 200, switches);
		return {
			...answer,
			body: {
				...(answer.body as object),
				success_count: String(rows.filter(({ status }) => status === 'success').length),
				locked_count: 0,
			},
		};
	};

	const massIds = (request: EmulatorRequest): string[] | undefined => {
		const body = bodyOf(request);
		if (body.ids !== undefined) return idsIn(body, 500);
		mandatory(body.cvid, 'ids');
		return undefined;
	};
	const inView = (request: EmulatorRequest) =>
		[...recordsIn(store, moduleIn(request).api_name).values()].filter(
			viewOf(moduleIn(request), String(bodyOf(request).cvid)),
		);

	const status = (request: EmulatorRequest) => {
		const job = store.jobs.get(mandatory(textOf(request, 'job_id'), 'job_id'));
		if (!job) throw write.wrongId({ param_name: 'job_id' });
		const done = job.polls-- <= 0;
		return ok({
			data: [
				{
					Status: done ? 'COMPLETED' : 'RUNNING',
					Total_Count: job.total,
					Updated_Count: done ? job.total : 0,
					Not_Updated_Count: 0,
					Failed_Count: 0,
				},
			],
		});
	};

	const lockOf = (record: StoredRecord) => {
		if (!record.lock) throw write.wrongId({ api_name: 'id' });
		return record.lock;
	};

	return [
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/clone',
			handle: (request) => {
				const record = recordIn(request);
				const [row = {}] = ((request.body ?? {}) as { data?: Values[] }).data ?? [];
				const module = moduleIn(request);
				const rows = [
					judged(() => {
						const over = checkRow(store, module, row, 0, false);
						const unique = module.fields
							.filter(({ unique: one }) => one)
							.map(({ api_name }) => api_name);
						const held = Object.fromEntries(
							Object.entries(record.values).filter(
								([name]) => !unique.includes(name) || name in over,
							),
						);
						const made = write.insert(store, module, { ...held, ...over, ...(row as Values) }, 0);
						return success('record cloned', write.detailsOf(store, made));
					}),
				];
				return rowsAnswer(rows, 201, switches);
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/actions/change_owner',
			handle: (request) => changeOwner(request, idsIn(bodyOf(request), 500)),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/change_owner',
			handle: (request) => changeOwner(request, [request.params.id ?? '']),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/actions/assign_territories',
			handle: (request) => territories(request, true),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/assign_territories',
			handle: (request) => territories(request, true),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/actions/remove_territories',
			handle: (request) => territories(request, false),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/remove_territories',
			handle: (request) => territories(request, false),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/actions/add_tags',
			handle: (request) => tagging(request, idsIn(bodyOf(request), 500), true),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/actions/remove_tags',
			handle: (request) => tagging(request, idsIn(bodyOf(request), 500), false),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/add_tags',
			handle: (request) => tagging(request, [request.params.id ?? ''], true),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/remove_tags',
			handle: (request) => tagging(request, [request.params.id ?? ''], false),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/actions/mass_update',
			handle: (request) => {
				const module = moduleIn(request);
				const [row] = rowsIn(request.body, 'data', 1) as Values[];
				if (Object.keys(row ?? {}).length !== 1)
					throw refuse('INVALID_DATA', 'only one field can be updated', { api_name: 'data' });
				const values = checkRow(store, module, row, 0, false);
				const ids = massIds(request);
				const change = (record: StoredRecord) => {
					Object.assign(record.values, values);
					record.modified = store.now();
				};
				if (!ids) {
					const all = inView(request);
					all.forEach(change);
					const job_id = jobAnswer(store, 'mass_update', all.length);
					return ok({ data: [success('mass update scheduled successfully', { job_id })] });
				}
				const rows = ids.map((id) =>
					judged(() => {
						const record = write.recordOf(store, module.api_name, id);
						write.checkState(record);
						change(record);
						return success('record updated', { id });
					}),
				);
				return rowsAnswer(rows, 200, switches);
			},
		},
		{ method: 'GET', path: '/crm/v8/:module/actions/mass_update', handle: status },
		{
			method: 'POST',
			path: '/crm/v8/:module/actions/mass_delete',
			handle: (request) => {
				const module = moduleIn(request);
				const ids = massIds(request);
				if (!ids) {
					const all = inView(request);
					for (const { id } of all) write.remove(store, module.api_name, id);
					return ok({
						data: [
							success('mass delete scheduled successfully', {
								job_id: jobAnswer(store, 'mass_delete', all.length),
							}),
						],
					});
				}
				const rows = ids.map((id) =>
					judged(() => {
						write.remove(store, module.api_name, id);
						return success('record deleted', { id });
					}),
				);
				return rowsAnswer(rows, 200, switches);
			},
		},
		{ method: 'GET', path: '/crm/v8/:module/actions/mass_delete', handle: status },
		{
			method: 'POST',
			path: '/crm/v8/:module/actions/mass_change_owner',
			handle: (request) => {
				const { owner, cvid } = bodyOf(request) as { owner?: { id?: string }; cvid?: string };
				mandatory(cvid, 'cvid');
				const all = inView(request);
				for (const record of all) record.owner = mandatory(owner?.id, 'owner');
				return ok(
					{
						data: [
							success('mass change owner scheduled successfully', {
								job_id: jobAnswer(store, 'owner', all.length),
							}),
						],
					},
					202,
				);
			},
		},
		{ method: 'GET', path: '/crm/v8/:module/actions/mass_change_owner', handle: status },
		{
			method: 'POST',
			path: '/crm/v8/Leads/:id/actions/convert',
			handle: (request) => {
				const lead = write.recordOf(store, 'Leads', request.params.id);
				const [row = {}] = rowsIn(request.body, 'data', 1) as Values[];
				const answer = judged(() => {
					if (lead.converted)
						throw refuse('ID_ALREADY_CONVERTED', 'id already converted', { id: lead.id });
					if (row.overwrite === true && row.add_to_existing_record !== true)
						throw refuse('DEPENDENT_FIELD_MISSING', 'dependent field missing', {
							api_name: 'add_to_existing_record',
						});
					const made = (module: string, values: Values, given: unknown) => {
						const known = (given as { id?: string } | undefined)?.id;
						return known ? write.recordOf(store, module, known) : write.keep(store, module, values);
					};
					const { Last_Name, First_Name, Email, Company } = lead.values;
					const account = made('Accounts', { Account_Name: Company ?? Last_Name }, row.Accounts);
					const contact = made(
						'Contacts',
						{ Last_Name, First_Name, Email, Account_Name: { id: account.id } },
						row.Contacts,
					);
					const deal = row.Deals
						? write.insert(
								store,
								write.moduleOf(store, 'Deals'),
								withoutRole(row.Deals as Values),
								0,
							)
						: undefined;
					lead.converted = true;
					const told = (record: StoredRecord) => ({ id: record.id, name: nameOf(record) });
					return success('The record has been converted successfully', {
						Accounts: told(account),
						Contacts: told(contact),
						Deals: deal ? told(deal) : null,
					});
				});
				return rowsAnswer([answer], 200, switches);
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/Leads/:id/__conversion_options',
			handle: (request) => {
				write.recordOf(store, 'Leads', request.params.id);
				return ok({
					__conversion_options: { Contacts: [], Accounts: [], preference_field_matched_value: {} },
				});
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/convert',
			handle: (request) => {
				const record = recordIn(request);
				const [row = {}] = rowsIn(request.body, 'data', 1) as Values[];
				const answer = judged(() => {
					const targets = mandatory(
						row.convert_to as Array<{ module?: { api_name?: string } }> | undefined,
						'convert_to',
					);
					const details = targets.map(({ module }) => {
						const name = mandatory(module?.api_name, 'api_name');
						const allowed: Record<string, string[]> = {
							Quotes: ['Sales_Orders', 'Invoices'],
							Sales_Orders: ['Invoices'],
						};
						if (!allowed[record.module]?.includes(name))
							throw refuse('NOT_SUPPORTED', 'the conversion is not supported', { api_name: name });
						const made = write.keep(store, name, { Subject: record.values.Subject });
						return { id: made.id, module: { api_name: name } };
					});
					return success('The record has been converted successfully', { converted_to: details });
				});
				return rowsAnswer([answer], 200, switches);
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/merge',
			handle: (request) => {
				const master = recordIn(request);
				const [merge] = rowsIn(request.body, 'merge', 1) as Array<{
					data?: Array<{ id: string; _fields?: Array<{ api_name: string }> }>;
				}>;
				const children = mandatory(merge?.data, 'data');
				if (children.length > 2)
					throw refuse('LIMIT_EXCEEDED', 'only 2 records can be merged into one', { limit: 2 });
				const answer = judged(() => {
					for (const { id, _fields = [] } of children) {
						const child = write.recordOf(store, master.module, id);
						for (const { api_name } of _fields) master.values[api_name] = child.values[api_name];
						recordsIn(store, master.module).delete(id);
					}
					return success('records merged successfully', { id: master.id, status: 'COMPLETED' });
				});
				return rowsAnswer([answer], 200, switches, 'merge');
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/get_related_records_count',
			handle: (request) => {
				const module = moduleIn(request);
				const record = recordIn(request);
				const rows = rowsIn(request.body, 'get_related_records_count').map((row) => {
					const { related_list } = row as { related_list?: { api_name?: string } };
					const list = module.related.find(({ api_name }) => api_name === related_list?.api_name);
					if (!list) throw refuse('INVALID_DATA', 'invalid data', { api_name: 'related_list' });
					return {
						count: countRelated(store, record, list),
						related_list: { api_name: list.api_name, id: module.id },
					};
				});
				return ok({ get_related_records_count: rows });
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/__timeline',
			handle: (request) => {
				const { timeline } = recordIn(request);
				return listAnswer('__timeline', [...timeline].reverse(), {
					per_page: 200,
					count: timeline.length,
					page: 1,
					more_records: false,
					next_page_token: null,
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/Locking_Information__s',
			handle: (request) => {
				const { lock } = recordIn(request);
				return lock
					? ok({
							data: [
								{
									id: lock.id,
									Locked_Reason__s: lock.reason,
									Locked_By__s: person(store.me),
									Locked_Time__s: stamp(store.now()),
								},
							],
						})
					: none;
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/Locking_Information__s',
			handle: (request) => {
				const record = recordIn(request);
				const [row] = rowsIn(request.body, 'data', 1) as Values[];
				const answer = judged(() => {
					if (record.state === 'locked')
						throw refuse('RECORD_LOCKED', 'record is already locked', { id: record.id });
					record.lock = {
						id: store.next(),
						reason: String(mandatory(row?.Locked_Reason__s, 'Locked_Reason__s')),
					};
					record.state = 'locked';
					return success('record locked successfully', { id: record.lock.id });
				});
				return rowsAnswer([answer], 201, switches);
			},
		},
		{
			method: 'DELETE',
			path: '/crm/v8/:module/:id/Locking_Information__s/:lock',
			handle: (request) => {
				const record = recordIn(request);
				const answer = judged(() => {
					if (lockOf(record).id !== request.params.lock) throw write.wrongId({ api_name: 'id' });
					record.lock = undefined;
					record.state = undefined;
					return success('record unlocked successfully', { id: request.params.lock });
				});
				return rowsAnswer([answer], 200, switches);
			},
		},
		{
			method: 'PUT',
			path: '/crm/v8/:module/:id/Locking_Information__s/:lock',
			handle: (request) => {
				const record = recordIn(request);
				const [row] = rowsIn(request.body, 'data', 1) as Values[];
				lockOf(record).reason = String(row?.Locked_Reason__s);
				return rowsAnswer(
					[success('record lock updated', { id: request.params.lock })],
					200,
					switches,
				);
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/actions/share',
			handle: (request) => listAnswer('share', recordIn(request).shares),
		},
		...(['POST', 'PUT'] as const).map((method) => ({
			method,
			path: '/crm/v8/:module/:id/actions/share',
			handle: (request: EmulatorRequest) => {
				const record = recordIn(request);
				const rows = rowsIn(request.body, 'share', 20).map((row) =>
					judged(() => {
						const { shared_with: who, permission } = row as {
							shared_with?: { id?: string };
							permission?: string;
						};
						const id = mandatory(who?.id, 'shared_with');
						if (!store.users.has(id)) throw write.wrongId({ api_name: 'shared_with' });
						if (!switches.sharePermissions.includes(String(permission)))
							throw refuse('INVALID_DATA', 'invalid data', { api_name: 'permission' });
						record.shares = [
							...record.shares.filter((share) => (share.shared_with as { id?: string }).id !== id),
							row as Values,
						];
						return success(
							method === 'POST' ? 'record will be shared successfully' : 'record share updated',
							{ id },
						);
					}),
				);
				return rowsAnswer(rows, 200, switches, 'share');
			},
		})),
		{
			method: 'DELETE',
			path: '/crm/v8/:module/:id/actions/share',
			handle: (request) => {
				recordIn(request).shares = [];
				return ok({ share: success('record share revoked', {}) });
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/actions/blueprint',
			handle: (request) => {
				const { blueprint } = recordIn(request);
				if (!blueprint.length) throw refuse('RECORD_NOT_IN_PROCESS', 'record not in process');
				return ok({
					blueprint: {
						process_info: { name: 'Handling', id: '1', field_value: 'Open' },
						transitions: blueprint.map(({ id, name, next, needs }) => ({
							id,
							name,
							next_field_value: next,
							criteria_matched: true,
							fields: needs.map((api_name) => ({ api_name, system_mandatory: true })),
							data: {},
						})),
					},
				});
			},
		},
		{
			method: 'PUT',
			path: '/crm/v8/:module/:id/actions/blueprint',
			handle: (request) => {
				const record = recordIn(request);
				if (!record.blueprint.length)
					throw refuse('RECORD_NOT_IN_PROCESS', 'record not in process');
				const [row] = rowsIn(request.body, 'blueprint', 1) as Array<{
					transition_id?: string;
					data?: Values;
				}>;
				const transition = record.blueprint.find(({ id }) => id === row?.transition_id);
				if (!transition)
					throw refuse('INVALID_DATA', 'invalid transition id', { api_name: 'transition_id' });
				for (const name of transition.needs) mandatory(row?.data?.[name], name);
				Object.assign(record.values, checkRow(store, moduleIn(request), row?.data ?? {}, 0, false));
				record.blueprint = record.blueprint.filter((one) => one !== transition);
				return ok({
					code: 'SUCCESS',
					details: {},
					message: 'transition updated successfully',
					status: 'success',
				});
			},
		},
	];
};

const withoutRole = (deal: Values): Values =>
	Object.fromEntries(Object.entries(deal).filter(([name]) => name !== 'Contact_Role'));

export function countRelated(
	store: Store,
	record: StoredRecord,
	{ api_name, module, by }: { api_name: string; module: string; by?: string },
): number {
	if (api_name === 'Attachments') return record.attachments.length;
	return relatedTo(store, record, { api_name, module, by }).length;
}

export function relatedTo(
	store: Store,
	record: StoredRecord,
	{ api_name, module, by }: { api_name: string; module: string; by?: string },
): StoredRecord[] {
	const linked = record.links.get(api_name);
	const field = module === 'Notes' ? 'Parent_Id' : by;
	return [...recordsIn(store, module).values()].filter(
		({ id, values }) =>
			(linked?.has(id) ?? false) ||
			(field !== undefined && (values[field] as { id?: string } | undefined)?.id === record.id),
	);
}
