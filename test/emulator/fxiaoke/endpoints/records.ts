import { post, type Endpoints } from '../context';
import { business, missing, ok, parameterError } from '../envelope';
import { isCustom, objectOf, recordOf } from '../metadata';
import { bodyOf, dataOf, flag, integer, object, objects, text, texts } from '../params';
import { query, rowById } from '../query';
import { underApproval } from '../approvals';
import { checkOpen, create, fire, firesOf, invalidate, objectFor, touch, update } from '../records';
import { enterIndex } from '../searchIndex';
import type { Store, StoredRecord } from '../store';
import { shown } from '../values';

const KINDS = [
	['/cgi/crm/v2/data', false],
	['/cgi/crm/custom/v2/data', true],
] as const;

/** Some IDs of a list are bad: all are refused, or the good ones are done first. */
function eachId(
	store: Store,
	ids: string[],
	check: (id: string) => StoredRecord,
	act: (record: StoredRecord) => void,
): void {
	const problems: unknown[] = [];
	const good = ids.flatMap((id) => {
		try {
			return [check(id)];
		} catch (error) {
			problems.push(error);
			return [];
		}
	});
	if (problems.length && store.switches.idLists === 'whole') throw problems[0];
	for (const record of good) act(record);
	if (problems.length) throw problems[0];
}

export const records: Endpoints = ({ store, caller }) => {
	const replyOf = (id: string) =>
		({
			dataId: { dataId: id },
			'data._id': { data: { _id: id } },
			'data.dataId': { data: { dataId: id } },
			none: {},
		})[store.switches.createReply];

	const generic = KINDS.flatMap(([base, custom]) => {
		const named = (data: Record<string, unknown>) =>
			objectFor(store, text(data, 'dataObjectApiName'), custom);
		return [
			post(`${base}/create`, (request) => {
				const body = bodyOf(request);
				const by = caller(request);
				const made = create(store, { body, data: object(body, 'data'), caller: by, custom });
				return ok({ ...replyOf(made.record.id), ...(made.details && { details: made.details }) });
			}),
			post(`${base}/update`, (request) => {
				const body = bodyOf(request);
				update(store, { body, data: object(body, 'data'), caller: caller(request), custom });
				return ok();
			}),
			post(`${base}/get`, (request) => {
				const body = bodyOf(request);
				const data = object(body, 'data');
				const name = named(data);
				const id = text(data, 'objectDataId');
				const row = rowById(store, name, id);
				if (!row) throw missing(store.switches, `数据 ${id} 不存在`);
				const includeNull = flag(body, 'includeNull', false);
				return ok({ data: shown(store, name, row.values, caller(request), includeNull) });
			}),
			post(`${base}/query`, (request) => {
				const body = bodyOf(request);
				const data = object(body, 'data');
				if (named(data) === 'PersonnelObj' && !store.switches.personnelShared)
					throw business(store.switches, '无数据权限');
				return ok({ data: query(store, body, data, caller(request)) });
			}),
			post(`${base}/invalid`, (request) => {
				const body = bodyOf(request);
				const data = object(body, 'data');
				const record = recordOf(store, named(data), text(data, 'object_data_id'));
				checkOpen(store, record);
				fire(store, record, 'Invalid', { caller: caller(request), fires: firesOf(body) });
				if (!underApproval(store, record)) invalidate(store, record, caller(request).user.userId);
				return ok();
			}),
			post(`${base}/recover`, (request) => {
				const data = dataOf(request);
				const name = named(data);
				eachId(
					store,
					texts(data, 'idList'),
					(id) => {
						const record = recordOf(store, name, id);
						if (record.values.life_status !== 'invalid')
							throw business(store.switches, `数据 ${id} 未作废`);
						return record;
					},
					(record) => invalidate(store, record, caller(request).user.userId, false),
				);
				return ok();
			}),
			post(`${base}/delete`, (request) => {
				const data = dataOf(request);
				const name = named(data);
				eachId(
					store,
					texts(data, 'idList'),
					(id) => {
						const record = recordOf(store, name, id);
						if (record.values.life_status !== 'invalid')
							throw business(store.switches, `数据 ${id} 未作废, 不能删除`);
						return record;
					},
					({ id }) => store.records.delete(id),
				);
				return ok();
			}),
			post(`${base}/changeOwner`, (request) => {
				const data = dataOf(request);
				const name = named(data);
				const rows = objects(data, 'Data').map((row) => {
					const record = recordOf(store, name, text(row, 'objectDataId'));
					if (record.pool) throw business(store.switches, '公海数据请先领取');
					return { record, owner: ownerId(store, texts(row, 'ownerId'), caller(request).convert) };
				});
				for (const { record, owner } of rows) {
					record.values.owner = [owner];
					touch(store, record, caller(request).user.userId);
				}
				return ok();
			}),
		];
	});

	return [
		...generic,
		post('/cgi/crm/custom/data/invalid', (request) => {
			const data = dataOf(request);
			const name = text(data, 'dataObjectApiName');
			objectOf(store, name);
			if (!isCustom(name)) throw parameterError(`${name} 不是自定义对象`);
			eachId(
				store,
				texts(data, 'idList'),
				(id) => {
					const record = recordOf(store, name, id);
					checkOpen(store, record);
					return record;
				},
				(record) => invalidate(store, record, caller(request).user.userId),
			);
			return ok();
		}),
		...(['lock', 'unlock'] as const).map((way) =>
			post(`/cgi/crm/v2/object/${way}`, (request) => {
				const data = dataOf(request);
				const name = text(data, 'dataObjectApiName');
				if (![0, 1].includes(integer(data, 'detailObjStrategy')))
					throw parameterError('detailObjStrategy 只能为 0, 1');
				eachId(
					store,
					texts(data, 'dataIds'),
					(id) => recordOf(store, name, id),
					(record) => {
						record.values.lock_status = way === 'lock' ? '1' : '0';
						enterIndex(store, record, record.values);
					},
				);
				return ok();
			}),
		),
		post('/cgi/crm/v2/leads/transfer', (request) => {
			const data = dataOf(request);
			const lead = recordOf(store, 'LeadsObj', text(data, 'leadsId'));
			flag(data, 'combineCRMFeed', false);
			const made: Record<string, string> = {};
			for (const [name, given] of Object.entries(object(data, 'dataList'))) {
				const values = { ...(given as Record<string, unknown>) };
				delete values.is_main_leads;
				const by = { body: {}, caller: caller(request), custom: isCustom(name) };
				made[name] =
					typeof values._id === 'string'
						? recordOf(store, name, values._id).id
						: create(store, {
								...by,
								data: { object_data: { ...values, dataObjectApiName: name } },
							}).record.id;
			}
			lead.values.leads_status = '2';
			return ok({ data: made });
		}),
		post('/cgi/crm/v2/object/getNewLogInfoListForWeb', (request) => {
			const data = dataOf(request);
			const { log } = recordOf(store, text(data, 'apiName'), text(data, 'objectId'));
			const size = integer(data, 'pageSize', 20);
			const page = integer(data, 'pageNumber', 1);
			return ok({
				data: {
					modifyRecordList: log.slice((page - 1) * size, page * size),
					pageInfo: { pageCount: Math.ceil(log.length / size), pageNumber: page, pageSize: size },
				},
			});
		}),
	];
};

/** `ownerId` is a list with one person in it. */
function ownerId(store: Store, ids: string[], convert: boolean): string {
	const [id] = ids;
	const user = [...store.users.values()].find((one) =>
		convert ? one.openUserId === id : one.userId === id,
	);
	if (ids.length !== 1 || !user) throw parameterError('ownerId 错误');
	return user.userId;
}
