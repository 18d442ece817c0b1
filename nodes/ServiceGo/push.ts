import { createHash } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isObject } from '../core/data/json';
import type { Parameters } from '../core/node/call';
import { objectType, simplify } from '../core/node/parameters';
import type { Api } from '../core/transport/api';
import {
	sameText,
	type Acceptance,
	type Delivery,
	type Hook,
	type Push,
	type Pushed,
} from '../core/trigger/push';
import { events } from './events';
import { objectName } from './parameters';
import { recordIn } from './records';

const ON = { show: { acceptEvents: [true] } };
const FETCH = { show: { fetchRecord: [true] } };

const properties: INodeProperties[] = [
	{
		displayName:
			'In ServiceGo\'s console, set up a trigger that pushes by HTTP to the URL above, and put the secret that it shows there into "Push Secret" of the credential. The signature covers the URL\'s parameters alone, not the pushed values, and has no time: for values to rely on switch on "Fetch Whole Record".',
		name: 'pushNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Accept Event Subscription',
		name: 'acceptEvents',
		type: 'boolean',
		default: false,
		description:
			"Whether to take deliveries of ServiceGo's event subscription, too: approval created, deleted, restored, merged",
	},
	{
		displayName:
			'ServiceGo does not say how it signs these deliveries, so nothing in them can be verified. Who knows the URL can forge them: give it a secret part, and paste the URL only after that.',
		name: 'eventsNotice',
		type: 'notice',
		default: '',
		displayOptions: ON,
	},
	{
		displayName: 'Secret Part of the URL',
		name: 'urlSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		displayOptions: ON,
		description:
			'At least 16 letters, digits, "-" or "_", chosen by chance. It becomes a part of the URL.',
	},
	{
		displayName: 'Fetch Whole Record',
		name: 'fetchRecord',
		type: 'boolean',
		default: false,
		description:
			'Whether to get the pushed record with all its fields from ServiceGo, after the delivery was answered',
	},
	{ ...objectType, displayOptions: FETCH },
	{ ...simplify, displayOptions: FETCH },
];

const URL_SECRET = /^[\w-]{16,}$/;

/** Several console triggers have a secret each; the credential holds them separated by commas or blanks. */
const secretsOf = ({ credential }: Api): string[] =>
	String(credential.pushSecret ?? '')
		.split(/[\s,]+/)
		.filter(Boolean);

/** The secret is the user's to choose: a deliberate minimum keeps it from being guessed. */
function check({ api, watch }: Hook): void {
	if (watch.flag('acceptEvents') && !URL_SECRET.test(watch.text('urlSecret'))) {
		watch.refuse(
			'urlSecret',
			'must have at least 16 letters, digits, "-" or "_", and no others',
			'It is all that keeps others from forging events: choose it by chance',
		);
	}
	if (!watch.flag('acceptEvents') && !secretsOf(api).length) {
		watch.fail(
			'The credential has no "Push Secret", so no delivery could be verified',
			"ServiceGo's console shows it where the HTTP push is set up",
		);
	}
	if (watch.flag('fetchRecord')) objectName(watch);
}

const refused = (status: number, message: string): Acceptance => ({ refused: status, message });

function accept(delivery: Delivery, watch: Parameters): Acceptance {
	const { path, query, headers, body } = delivery;
	// only a push names a record; how the vendor signs its events nobody knows
	const isPush = !watch.flag('acceptEvents') || query.some(({ name }) => name === 'dataId');
	if (!isPush && !sameText(path.split('/').pop() ?? '', watch.text('urlSecret')))
		return refused(401, 'its URL has not the secret part');
	const forged = isPush && unverified(delivery, watch);
	if (forged) return forged;
	if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
		return refused(415, 'its body is not marked as JSON');
	if (!isObject(body)) return refused(400, 'its body is not a JSON object');
	return isPush ? pushed(delivery, body) : subscribed(body);
}

/** SHA-1 over the values of the URL's parameters in their order and the secret, joined by `&`. */
function unverified({ query }: Delivery, { api }: Parameters): Acceptance | undefined {
	const names = query.map(({ name }) => name);
	if (!names.includes('sign')) return refused(401, 'it has no signature');
	if (new Set(names).size < names.length) return refused(400, 'its URL repeats a parameter');
	const id = query.find(({ name }) => name === 'dataId');
	if (!id || !/^\d+$/.test(id.raw)) return refused(400, 'its URL has no "dataId" in digits');
	const sign = query.find(({ name }) => name === 'sign')?.raw ?? '';
	const values = query.filter(({ name }) => name !== 'sign').map(({ value }) => value);
	const secrets = secretsOf(api);
	const fits = secrets.filter((secret) =>
		sameText(
			sign.toLowerCase(),
			createHash('sha1')
				.update([...values, secret].join('&'), 'utf8')
				.digest('hex'),
		),
	);
	return fits.length ? undefined : refused(401, 'its signature does not match');
}

const hash = (content: unknown) =>
	createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);

function pushed({ query }: Delivery, body: IDataObject): Acceptance {
	const id = query.find(({ name }) => name === 'dataId')?.raw ?? '';
	// a push has no time: the same values of a record pushed twice cannot be told apart
	return {
		events: [
			{ name: 'recordPushed', key: `${id}|${hash(body)}`, id, row: { ...body, dataId: id } },
		],
	};
}

const EVENTS: Readonly<Record<string, string>> = {
	'1': 'approvalCreated',
	'2': 'deleted',
	'3': 'restored',
	'4': 'merged',
};

function subscribed(body: IDataObject): Acceptance {
	const name = EVENTS[String(body.event)];
	if (!name) return refused(400, 'it names no event that ServiceGo is known to send');
	return { events: [{ name, key: hash(body), row: body }] };
}

/** Events of the subscription name no record: they come as they are. */
async function complete(
	api: Api,
	[{ id, row }]: Pushed[],
	watch: Parameters,
): Promise<Array<IDataObject | undefined>> {
	if (id === undefined) return [row];
	const query = { objectApiName: objectName(watch), id: Number(id) };
	return [recordIn(await api.find({ method: 'GET', url: '/v1/data', query }))];
}

/** The HTTP push and the event subscription, both set up by hand in ServiceGo's console. */
export const push: Push = {
	properties,
	answer: { code: 200 },
	check,
	accept,
	complete,
	show: events.on.recordUpdated.show,
};
