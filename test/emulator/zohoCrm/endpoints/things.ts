import type { EmulatorRequest } from '../../frame';
import type { Values } from '../checkRow';
import type { Endpoints } from '../context';
import { judged, listAnswer, none, ok, refuse, rowsAnswer, success } from '../envelope';
import { fieldsAsked, numberOf, paged, rowOf, sorted, textOf } from '../lists';
import type { Deleted } from '../store';
import { decide, person, recordsIn, stamp } from '../store';
import * as write from '../writes';
import { mandatory, relatedTo } from './actions';
import { idsOf, nameOf, rowsIn } from './records';

const COLOURS = [
	'#57B1FD',
	'#879BFC',
	'#658BA8',
	'#FD87BD',
	'#969696',
	'#F48435',
	'#1DB9B4',
	'#E7A826',
	'#63C57E',
	'#F17574',
	'#D297EE',
	'#A8C026',
	'#B88562',
];

/** Notes, tags, the recycle bin, mail. */
export const things: Endpoints = ({ store }) => {
	const { switches } = store;
	const notes = () => write.moduleOf(store, 'Notes');

	function addNote(row: unknown, place: number, parent?: { module: string; id: string }) {
		const given = row as {
			Parent_Id?: { module?: { api_name?: string }; id?: string };
			Note_Title?: string;
			Note_Content?: string;
		};
		const module = parent?.module ?? given.Parent_Id?.module?.api_name;
		const id = parent?.id ?? given.Parent_Id?.id;
		write.recordOf(store, mandatory(module, 'Parent_Id'), mandatory(id, 'Parent_Id'));
		if (!given.Note_Title && !given.Note_Content)
			throw refuse('MANDATORY_NOT_FOUND', 'required field not found', {
				api_name: 'Note_Content',
				json_path: `$.data[${place}].Note_Content`,
			});
		const rest = Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'Parent_Id'));
		const made = write.insert(store, notes(), rest, place);
		made.values.Parent_Id = { id, module: { api_name: module } };
		return success('record added', write.detailsOf(store, made));
	}

	const tagsOf = (request: EmulatorRequest) => {
		const module = mandatory(textOf(request, 'module'), 'module');
		write.moduleOf(store, module);
		return { module, all: [...store.tags.values()].filter((tag) => tag.module === module) };
	};
	const checkTag = ({ name, color_code }: { name?: unknown; color_code?: unknown }) => {
		if (typeof name === 'string' && name.length > 25)
			throw refuse('INVALID_DATA', 'invalid data', { api_name: 'name', maximum_length: 25 });
		if (color_code && !COLOURS.includes(String(color_code)))
			throw refuse('INVALID_DATA', 'invalid data', {
				api_name: 'color_code',
				supported_values: COLOURS,
			});
	};

	const binned = () => store.deleted.filter(({ type }) => type === 'recycle');
	const binOf = (id: string): Deleted => {
		const found = binned().find(({ record }) => record.id === id);
		if (!found) throw write.wrongId({ id });
		return found;
	};
	const restore = (id: string) => {
		const found = binOf(id);
		store.deleted = store.deleted.filter((one) => one !== found);
		recordsIn(store, found.record.module).set(found.record.id, found.record);
		return success('record restored successfully', { id });
	};
	const purge = (id: string) => {
		binOf(id).type = 'permanent';
		return success('record deleted permanently', { id });
	};

	return [
		{
			method: 'POST',
			path: '/crm/v8/Notes',
			handle: ({ body }) =>
				rowsAnswer(
					rowsIn(body).map((row, place) => judged(() => addNote(row, place))),
					201,
					switches,
				),
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/Notes',
			handle: ({ body, params }) => {
				const parent = { module: params.module ?? '', id: params.id ?? '' };
				return rowsAnswer(
					rowsIn(body).map((row, place) => judged(() => addNote(row, place, parent))),
					201,
					switches,
				);
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/Notes',
			handle: (request) => {
				const names = fieldsAsked(request) ?? [];
				const record = write.recordOf(store, request.params.module ?? '', request.params.id);
				const all = sorted(
					request,
					relatedTo(store, record, { api_name: 'Notes', module: 'Notes' }),
				);
				const { page, info } = paged(store, request, all);
				return listAnswer(
					'data',
					page.map((note) => rowOf(store, notes(), note, names)),
					info,
				);
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/tags',
			handle: (request) => {
				const { all } = tagsOf(request);
				return listAnswer(
					'tags',
					all.map((tag) => ({
						id: tag.id,
						name: tag.name,
						color_code: tag.color_code,
						created_by: person(store.me),
					})),
					{ count: all.length, allowed_count: 400 },
				);
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/settings/tags',
			handle: (request) => {
				const { module, all } = tagsOf(request);
				const rows = rowsIn(request.body, 'tags', 50).map((row) =>
					judged(() => {
						const { name, color_code } = row as { name?: string; color_code?: string };
						checkTag({ name, color_code });
						const known = all.find((tag) => tag.name === name);
						if (known)
							throw refuse('DUPLICATE_DATA', 'duplicate data', { api_name: 'name', id: known.id });
						const id = store.next();
						store.tags.set(id, {
							id,
							name: mandatory(name, 'name'),
							color_code: color_code ?? null,
							module,
						});
						return success('tags created successfully', { id, created_time: stamp(store.now()) });
					}),
				);
				return rowsAnswer(rows, 201, switches, 'tags');
			},
		},
		{
			method: 'PUT',
			path: '/crm/v8/settings/tags/:tag',
			handle: (request) => {
				tagsOf(request);
				const [row] = rowsIn(request.body, 'tags', 1) as Array<{
					name?: string;
					color_code?: string;
				}>;
				const answer = judged(() => {
					const tag = store.tags.get(request.params.tag ?? '');
					if (!tag) throw write.wrongId();
					checkTag(row ?? {});
					Object.assign(tag, row);
					return success('tags updated successfully', { id: tag.id });
				});
				return rowsAnswer([answer], 200, switches, 'tags');
			},
		},
		{
			method: 'DELETE',
			path: '/crm/v8/settings/tags/:tag',
			handle: ({ params }) => {
				if (!store.tags.delete(params.tag ?? '')) throw write.wrongId();
				return ok({ tags: success('tags deleted successfully', { id: params.tag }) });
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/recycle_bin',
			handle: (request) => {
				const size = numberOf(request, 'per_page', 200, 200);
				const start = (numberOf(request, 'page', 1, 1000) - 1) * size;
				const all = binned();
				const rows = all.slice(start, start + size).map(({ record, at }) => ({
					id: record.id,
					display_name: nameOf(record),
					module: { api_name: record.module, id: store.modules.get(record.module)?.id },
					deleted_time: stamp(at),
					deleted_by: person(store.me),
					owner: person(store.me),
				}));
				return listAnswer('recycle_bin', rows, {
					per_page: size,
					count: rows.length,
					page: start / size + 1,
					more_records: start + size < all.length,
				});
			},
		},
		{
			method: 'DELETE',
			path: '/crm/v8/settings/recycle_bin',
			handle: (request) => {
				const ids = idsOf(request);
				if (!ids.length)
					throw refuse('REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
						param_name: 'ids',
					});
				return rowsAnswer(
					ids.map((id) => judged(() => purge(id))),
					200,
					switches,
					'recycle_bin',
				);
			},
		},
		{
			method: 'DELETE',
			path: '/crm/v8/settings/recycle_bin/:bin',
			handle: ({ params }) =>
				rowsAnswer([judged(() => purge(params.bin ?? ''))], 200, switches, 'recycle_bin'),
		},
		{
			method: 'POST',
			path: '/crm/v8/settings/recycle_bin/:bin/actions/restore',
			handle: ({ params }) =>
				rowsAnswer([judged(() => restore(params.bin ?? ''))], 200, switches, 'recycle_bin'),
		},
		{
			method: 'POST',
			path: '/crm/v8/settings/recycle_bin/actions/empty',
			handle: () => {
				for (const deleted of binned()) deleted.type = 'permanent';
				return ok({ recycle_bin: [success('recycle bin will be emptied', {})] }, 202);
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/actions/send_mail',
			handle: (request) => {
				const record = write.recordOf(
					store,
					write.moduleOf(store, request.params.module ?? '').api_name,
					request.params.id,
				);
				const [mail] = rowsIn(request.body, 'data', 1) as Array<{
					from?: { email?: string };
					to?: Values[];
					subject?: string;
					template?: Values;
					attachments?: Array<{ id?: string }>;
				}>;
				const answer = judged(() => {
					const from = mandatory(mail?.from?.email, 'from');
					if (from !== store.me.email)
						throw refuse('INVALID_DATA', 'the from address given seems to be invalid', {
							api_name: 'from',
						});
					const to = mandatory(mail?.to, 'to');
					if (to.length > 50)
						throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { api_name: 'to', limit: 50 });
					if (!mail?.template) mandatory(mail?.subject, 'subject');
					for (const { id } of mail?.attachments ?? [])
						if (!store.files.has(String(id))) throw write.wrongId({ api_name: 'attachments' });
					const message_id = `${store.next()}@zoho`;
					record.mails.push({
						message_id,
						subject: mail?.subject ?? 'From a template',
						from: { email: from },
						to,
						sent: true,
						time: stamp(store.now()),
					});
					return success('Your mail has been sent successfully.', { message_id });
				});
				return rowsAnswer([answer], 200, switches);
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/Emails',
			handle: (request) => {
				const { mails } = write.recordOf(
					store,
					write.moduleOf(store, request.params.module ?? '').api_name,
					request.params.id,
				);
				const start = Number(textOf(request, 'index') ?? 0);
				const rows = mails.slice(start, start + 10);
				return listAnswer('Emails', rows, {
					count: rows.length,
					more_records: start + 10 < mails.length,
					next_index: start + 10 < mails.length ? String(start + 10) : null,
					prev_index: null,
					per_page: 10,
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/emails/actions/from_addresses',
			handle: () =>
				ok({
					from_addresses: [
						{
							email: store.me.email,
							type: 'primary',
							id: store.me.id,
							user_name: store.me.name,
							default: true,
						},
					],
				}),
		},
		{
			method: 'GET',
			path: '/crm/v8/settings/email_templates',
			handle: (request) =>
				ok({
					email_templates: [
						{
							id: '3652397000000003001',
							name: 'Welcome',
							subject: 'Welcome',
							module: { api_name: textOf(request, 'module') ?? 'Leads' },
							active: true,
						},
					],
					info: { per_page: 200, count: 1, page: 1, more_records: false },
				}),
		},
		{
			method: 'GET',
			path: '/crm/v2/Approvals',
			handle: () => {
				if (switches.approvalsPath === 'absent')
					throw refuse(
						'INVALID_URL_PATTERN',
						'Please check if the URL trying to access is a correct one',
						{},
						404,
					);
				const waiting = [...store.records.values()]
					.flatMap((held) => [...held.values()])
					.filter(({ approval }) => approval === 'approval_process_pending');
				const rows = waiting.map((record) => ({
					id: `9${record.id.slice(1)}`,
					type: 'approval',
					module: record.module,
					entity: { id: record.id, name: nameOf(record) },
					rule: { id: '1', name: 'Big ones' },
					owner: person(store.me),
					waiting_for: person(store.me),
					initiated_time: stamp(record.created),
				}));
				return listAnswer('data', rows, {
					per_page: 200,
					count: rows.length,
					page: 1,
					more_records: false,
				});
			},
		},
		{
			method: 'POST',
			path: '/crm/v2/:module/:id/actions/approvals',
			handle: (request) => {
				if (switches.approvalsPath === 'absent') return none;
				const record = write.recordOf(store, request.params.module ?? '', request.params.id);
				const { actionType } = (request.body ?? {}) as { actionType?: string };
				decide(store, record, actionType === 'reject' ? 'approval_process_rejected' : 'approved');
				return ok({
					code: 'SUCCESS',
					details: { id: record.id },
					message: 'Record approved successfully',
					status: 'success',
				});
			},
		},
	];
};
