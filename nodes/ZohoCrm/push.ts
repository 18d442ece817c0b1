import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isObject } from '../core/data/json';
import type { Parameters } from '../core/node/call';
import { simplify } from '../core/node/parameters';
import type { Api } from '../core/transport/api';
import {
	sameText,
	type Acceptance,
	type Delivery,
	type Hook,
	type Push,
	type Pushed,
} from '../core/trigger/push';
import { newestRecords, type RecordQuery } from './changedRecords';
import { channelIn, create, exists, operationsIn, remove, renew } from './channel';
import { columnsOf, FIELDS_HINT } from './columns';
import { choices, flag, moduleIn, objectType } from './parameters';
import { rowsOf, show } from './rows';

const MOST_FIELDS = 10;
const MOST_IDS = 100;

const properties: INodeProperties[] = [
	{
		displayName:
			'n8n makes a notification channel in Zoho CRM when the workflow is activated, renews it every day, and deletes it in the end. Zoho tells the IDs only: the records are read afterwards, as they are then.',
		name: 'channelNotice',
		type: 'notice',
		default: '',
	},
	objectType,
	{
		displayName: 'Trigger On',
		name: 'watchFor',
		type: 'multiOptions',
		options: [
			{ name: 'Record Created', value: 'create' },
			{ name: 'Record Deleted', value: 'delete' },
			{ name: 'Record Updated', value: 'edit' },
		],
		default: ['create', 'edit'],
		required: true,
	},
	{
		displayName: 'Fetch Whole Record',
		name: 'fetchRecord',
		type: 'boolean',
		default: true,
		description:
			'Whether to get the fields of the records, by one request for up to 100, after the delivery was answered. Deleted records come as their ID in any case.',
	},
	{ ...simplify, displayOptions: { show: { fetchRecord: [true] } } },
];

const options: INodeProperties[] = [
	flag(
		'Notify on Related Actions',
		'notifyOnRelated',
		'Whether something done with a related record counts as a change. Without this option Zoho CRM says it does.',
	),
	choices('Watched Field', 'watchFields', 'getFields', {
		hint: 'At most 10. An update is told when one of them changes; without a choice any change is.',
	}),
];

/** An emulator on this very machine takes any URL, the vendor does not. */
function check({ api, watch, url }: Hook): void {
	moduleIn(watch);
	const known = ['create', 'delete', 'edit'];
	const operations = operationsIn(watch);
	const strange = operations.find((operation) => !known.includes(operation));
	if (!operations.length || strange !== undefined)
		watch.refuse('watchFor', strange ? `holds the unknown "${strange}"` : 'is empty');
	if (watch.list('watchFields').length > MOST_FIELDS)
		watch.refuse('watchFields', `holds more than ${MOST_FIELDS} fields`);
	if (!url.startsWith('https://') && api.baseURL.startsWith('https://'))
		watch.fail(
			`Zoho CRM delivers to https URLs only, and that of this trigger is ${url.split('?')[0]}`,
			'Set WEBHOOK_URL of n8n to its public https address',
		);
}

const refused = (status: number, message: string): Acceptance => ({ refused: status, message });

const NAMES: Readonly<Record<string, string>> = {
	insert: 'recordCreated',
	update: 'recordUpdated',
	delete: 'recordDeleted',
};

/** Zoho signs nothing: the token, which only Zoho and this trigger know, proves a delivery. */
function accept(
	{ headers, body }: Delivery,
	watch: Parameters,
	kept: Readonly<IDataObject>,
): Acceptance {
	if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
		return refused(415, 'its body is not marked as JSON');
	if (!isObject(body)) return refused(400, 'its body is not a JSON object');
	const { token, channel_id: id, module, ids, server_time: time } = body;
	const channel = channelIn(kept);
	if (!channel) return refused(401, 'this trigger has no channel');
	const fits = [
		sameText(typeof token === 'string' ? token : '', channel.token),
		sameText(String(id), channel.channelId),
	];
	if (fits.includes(false)) return refused(401, 'its token or channel is not that of this trigger');
	const name = NAMES[String(body.operation)];
	if (!name) return refused(400, 'it names no operation that Zoho CRM is known to send');
	if (module !== moduleIn(watch)) return refused(400, 'it is about another module');
	if (!Array.isArray(ids) || !ids.length || !ids.every(isId))
		return refused(400, 'it names no records');
	const at = typeof time === 'number' ? time : undefined;
	const told = Object.fromEntries(
		Object.entries(body).filter(([name]) => !['token', 'ids'].includes(name)),
	);
	return {
		events: ids.map((record): Pushed => ({
			name,
			key: [record, name, at].join('|'),
			id: record,
			objectType: module,
			at,
			row: { ...told, id: record },
		})),
	};
}

const isId = (id: unknown): id is string => typeof id === 'string' && /^\d{1,19}$/.test(id);

async function complete(
	api: Api,
	events: Pushed[],
	watch: Parameters,
): Promise<Array<IDataObject | undefined>> {
	const module = moduleIn(watch);
	const there = events.filter(({ name }) => name !== NAMES.delete);
	const ids = [...new Set(there.map(({ id }) => id))];
	const known = new Map<unknown, IDataObject>();
	const fields = ids.length ? (await columnsOf(watch, module, {})).join(',') : '';
	for (let from = 0; from < ids.length; from += MOST_IDS) {
		const body: unknown = await api.request({
			method: 'GET',
			url: `/crm/v8/${module}`,
			query: {
				ids: ids.slice(from, from + MOST_IDS).join(','),
				fields,
				// a lead that was converted meanwhile is left out otherwise
				...(module === 'Leads' && { converted: 'both' }),
			},
		});
		for (const row of rowsOf(body)) known.set(row.id, row);
	}
	return events.map(({ name, id, row }) => (name === NAMES.delete ? row : known.get(id)));
}

async function sample(api: Api, watch: Parameters): Promise<Pushed | undefined> {
	const module = moduleIn(watch);
	const query: RecordQuery = {
		module,
		columns: ['Modified_Time'],
		stamp: 'Modified_Time',
		skipNew: false,
	};
	const [newest] = await newestRecords(api, query, 1);
	if (!newest) return undefined;
	const { id, at } = newest;
	return { name: 'sample', key: `${id}|sample|${at}`, id, objectType: module, at, row: { id } };
}

/** Notification channels. https://www.zoho.com/crm/developer/docs/api/v8/notifications/overview.html */
export const push: Push = {
	properties,
	options,
	fieldsHint: FIELDS_HINT,
	answer: { status: 'success' },
	check,
	accept,
	complete,
	show,
	subscription: { exists, create, remove },
	renewal: { renew, sample },
};
