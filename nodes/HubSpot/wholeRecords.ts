import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../core/node/call';
import { identity, type Api } from '../core/transport/api';
import type { Pushed } from '../core/trigger/push';
import { readBatch } from './batches';
import { nameOf } from './objects';
import { path } from './paths';
import { objectOf, type Wanted } from './pushEvents';
import type { CrmRecord } from './records';

const portals = new Map<string, string>();

/** The account that a credential is of. It never changes, so it is asked for once. */
async function portalOf(api: Api): Promise<string> {
	const key = `${api.baseURL}|${identity(api.context, 'account', api.credential)}`;
	const known = portals.get(key);
	if (known) return known;
	const url = path(api, 'account', 'details');
	const { portalId } = await api.request({ method: 'GET', url });
	portals.set(key, String(portalId));
	return String(portalId);
}

/** One request per object, so that a missing scope is said at activation. */
export async function checkReading(api: Api, wanted: Wanted[]): Promise<void> {
	const objects = new Set(wanted.map(objectOf).filter((object) => object !== undefined));
	await portalOf(api);
	for (const object of objects)
		await api.request({
			method: 'GET',
			url: path(api, 'objects', nameOf(object)),
			query: { limit: 1 },
		});
}

/** Deleted records lie in the archive for a while. */
const isArchived = ({ name }: Pushed) => name.endsWith('.deletion');

const placeOf = (event: Pushed) => `${event.objectType} ${isArchived(event)}`;

async function recordsOf(
	api: Api,
	events: Pushed[],
	watch: Parameters,
): Promise<Map<string, Map<string, CrmRecord>>> {
	const found = new Map<string, Map<string, CrmRecord>>();
	for (const event of events) {
		const { objectType } = event;
		if (objectType === undefined || found.has(placeOf(event))) continue;
		const mine = events.filter((other) => placeOf(other) === placeOf(event));
		const object = nameOf(objectType);
		const wanted = watch.list('fieldsToReturn');
		const all = wanted.length ? [] : await api.fields(object);
		const real = all.filter(({ kind }) => kind !== 'association').map(({ name }) => name);
		const query = {
			objectType: object,
			properties: wanted.length ? wanted : real,
			history: [],
			archived: isArchived(event),
		};
		found.set(
			placeOf(event),
			await readBatch(
				api,
				query,
				mine.flatMap(({ id }) => id ?? []),
			),
		);
	}
	return found;
}

/** Records of the credential's own account alone: the same ID is another record in another account. */
export async function wholeRecords(
	api: Api,
	events: Pushed[],
	watch: Parameters,
): Promise<Array<IDataObject | string | undefined>> {
	const portal = await portalOf(api);
	const own = ({ row }: Pushed) => row.portalId === undefined || String(row.portalId) === portal;
	const found = await recordsOf(api, events.filter(own), watch);
	return events.map((event) => {
		const { id, objectType, row } = event;
		if (!own(event))
			return `The event is of the account ${String(row.portalId)}, and the credential of ${portal}`;
		if (objectType === undefined || id === undefined) return row;
		const record = found.get(placeOf(event))?.get(id);
		return record && { ...record, event: row };
	});
}
