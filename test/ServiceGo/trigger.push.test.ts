/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { createHash } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ServiceGoInstantTrigger } from '../../nodes/ServiceGo/ServiceGoInstantTrigger.node';
import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { send, type Outgoing } from '../emulator/frame/deliver';
import { outgoingEvent, outgoingPush } from '../emulator/serviceGo/push';
import { activate, hook, listening, urlOf, type Active, type Listening } from '../support/triggers';
import { benchOf, object } from './bench';

const SECRET = 'demo-secret';
const PART = 'k3k3k3k3k3k3k3k3-part';

let emulator: ServiceGoEmulator;
let n8n: Listening;
let benches = 0;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 1e6 });
	n8n = await listening();
});
afterAll(async () => {
	await n8n.close();
	await emulator.close();
});
beforeEach(() => {
	emulator.reset();
	n8n.started.length = 0;
	n8n.logged.length = 0;
	n8n.onAnswer = undefined;
});

async function trigger(
	parameters: INodeParameters = {},
	credential: Record<string, string> = {},
	webhookBaseUrl = n8n.url,
): Promise<Active> {
	const own = await activate(
		benchOf(
			emulator,
			{ note: ++benches, pushSecret: SECRET, ...credential },
			new ServiceGoInstantTrigger(),
		),
		{ parameters, webhookBaseUrl, node: { webhookId: '5c0f4a4e-hook' } },
	);
	n8n.listen(own);
	return own;
}

const genuine = (own: Active, id: number | string = 86834635) =>
	outgoingPush(urlOf(own), SECRET, id, { name: 'Ada' });
const events = (): IDataObject[] => n8n.started.flat().map(({ json }) => json);

it('agrees with the vendor on the check value', () => {
	const { url } = outgoingPush('http://x', SECRET, 86834635, {});
	expect(url).toContain('sign=a3b6802d97707bd39f7c6101a58656880df6b642');
});

describe('a push', () => {
	it('starts an execution and hears {code:200}', async () => {
		const own = await trigger();
		expect(await send(genuine(own))).toEqual({ status: 200, body: { code: 200 } });
		expect(events()).toEqual([
			{
				name: 'Ada',
				dataId: '86834635',
				_event: {
					name: 'recordPushed',
					id: '86834635',
					key: expect.stringMatching(/^86834635\|[0-9a-f]{16}$/) as string,
				},
			},
		]);
		expect(emulator.log.entries).toEqual([]);
	});

	it('takes every secret of the credential, and a sign in capitals', async () => {
		const own = await trigger({}, { pushSecret: `first, ${SECRET}` });
		const push = genuine(own);
		expect((await send(push)).status).toBe(200);
		const loud = push.url.replace(/sign=(.*)/, (_, sign: string) => `sign=${sign.toUpperCase()}`);
		expect((await send({ ...push, url: loud })).status).toBe(200);
	});

	it('signs over further parameters in their order', async () => {
		const own = await trigger();
		const sign = (values: string) => createHash('sha1').update(`${values}&${SECRET}`).digest('hex');
		const at = (query: string) => ({ ...genuine(own), url: `${urlOf(own)}?${query}` });
		const right = sign('7&open case');
		expect((await send(at(`dataId=7&sign=${right}&kind=open%20case`))).status).toBe(200);
		expect((await send(at(`dataId=7&kind=open+case&sign=${right}`))).status).toBe(200);
		expect((await send(at(`kind=open%20case&dataId=7&sign=${right}`))).status).toBe(401);
	});

	type Change = (push: Outgoing, own: Active) => Outgoing;
	const url =
		(change: (text: string) => string): Change =>
		(push) => ({ ...push, url: change(push.url) });

	it.each<[string, number, Change]>([
		['no signature', 401, url((text) => text.replace(/&sign=.*/, ''))],
		['an empty signature', 401, url((text) => text.replace(/sign=.*/, 'sign='))],
		['a forged signature', 401, url((text) => text.replace(/sign=..../, 'sign=0000'))],
		['a truncated signature', 401, url((text) => text.slice(0, -1))],
		['a signature with another secret', 401, (_, own) => outgoingPush(urlOf(own), 'guess', 7, {})],
		['a signature without a secret', 401, (_, own) => outgoingPush(urlOf(own), '', 7, {})],
		["another record's signature", 401, url((text) => text.replace('86834635', '86834636'))],
		['the ID re-encoded', 400, url((text) => text.replace('dataId=8', 'dataId=%38'))],
		['the ID in other digits', 400, url((text) => text.replace('dataId=8', 'dataId=٨'))],
		['the ID twice', 400, url((text) => `${text}&dataId=86834635`)],
		['two signatures', 400, url((text) => `${text}&sign=x`)],
		['no ID', 400, url((text) => text.replace(/dataId=\d+&/, ''))],
		['a parameter more', 401, url((text) => `${text}&x=1`)],
		['nothing but the path', 401, url((text) => text.replace(/\?.*/, ''))],
		['a body cut off', 422, (push) => ({ ...push, body: push.body.slice(0, -2) })],
		[
			'a body cut off, not marked as JSON',
			415,
			(push) => ({
				...push,
				body: push.body.slice(0, -2),
				headers: { 'content-type': 'text/plain' },
			}),
		],
		[
			'a body re-encoded as a form',
			415,
			(push) => ({
				...push,
				body: 'name=Ada',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
			}),
		],
		['a list', 400, (push) => ({ ...push, body: '[1]' })],
		['no object', 400, (push) => ({ ...push, body: '"Ada"' })],
		['no body', 400, (push) => ({ ...push, body: '' })],
		['another path', 404, url((text) => text.replace('/servicego', '/servicego/x'))],
	])('with %s is refused (%i), starts nothing and shows no secret', async (_, status, change) => {
		const own = await trigger();
		const answer = await send(change(genuine(own), own));
		expect(answer.status).toBe(status);
		expect(n8n.started).toEqual([]);
		const shown = JSON.stringify([answer.body, n8n.logged]);
		const [, sign] = /sign=([0-9a-f]{40})/.exec(genuine(own).url) ?? [];
		for (const secret of [SECRET, sign, emulator.account.token])
			expect(shown).not.toContain(secret);
		if (status < 404) expect(n8n.logged).toHaveLength(1);
	});

	it('is answered before the record is fetched', async () => {
		const own = await trigger({ fetchRecord: true, objectType: object('contact'), simplify: true });
		const [id] = emulator.seed.records('contact', [{ name: 'Whole', score: '7' }]);
		let asked = -1;
		n8n.onAnswer = () => (asked = emulator.log.of('GET', '/v1/data').length);
		await send(genuine(own, id));
		await expectSoon(() => expect(events()).toHaveLength(1));
		expect(asked).toBe(0);
		expect(events()[0]).toMatchObject({
			id,
			name: 'Whole',
			score: '7',
			_event: { id: String(id) },
		});
	});

	it('comes without the record where that is gone, or cannot be had, and says so', async () => {
		const own = await trigger({ fetchRecord: true, objectType: object('contact'), simplify: true });
		await send(genuine(own, 4040404));
		await expectSoon(() => expect(events()).toHaveLength(1));
		expect(events()[0]).toMatchObject({ name: 'Ada', _event: { missing: 'The record is gone' } });
		emulator.faults.add({
			when: { path: '/v1/data' },
			answer: { status: 403, body: { code: 403, message: 'no way', visible: false } },
		});
		await send(genuine(own, 5));
		await expectSoon(() => expect(events()).toHaveLength(2));
		expect(events()[1]).toMatchObject({ name: 'Ada', _event: { missing: 'no way' } });
	});
});

describe('the event subscription', () => {
	const on = { acceptEvents: true, urlSecret: PART };

	it.each([
		[1, 'approvalCreated'],
		[2, 'deleted'],
		[3, 'restored'],
		[4, 'merged'],
	])('takes event %i', async (number, name) => {
		const own = await trigger(on);
		expect(urlOf(own)).toContain(`/servicego/${PART}`);
		expect((await send(outgoingEvent(urlOf(own), number))).body).toEqual({ code: 200 });
		expect(events()[0]).toMatchObject({ event: number, _event: { name } });
	});

	it('is refused while it is off, without the secret part, and with an event that is none', async () => {
		const off = await trigger();
		expect((await send(outgoingEvent(urlOf(off), 1))).status).toBe(401);
		const own = await trigger(on);
		expect((await send(outgoingEvent(urlOf(own), 9))).status).toBe(400);
		const bare = urlOf(own).replace(PART, 'another-secret-16');
		expect((await send(outgoingEvent(bare, 1))).status).toBe(404);
		expect(n8n.started).toEqual([]);
	});

	it('takes pushes on the same URL by their signature alone', async () => {
		const own = await trigger(on);
		expect((await send(genuine(own))).status).toBe(200);
		expect((await send(outgoingPush(urlOf(own), 'guess', 7, {}))).status).toBe(401);
	});

	it('accepts no push when the credential has no secret', async () => {
		const own = await trigger(on, { pushSecret: '' });
		expect((await send(outgoingPush(urlOf(own), '', 7, {}))).status).toBe(401);
	});
});

describe('activation', () => {
	it('asks nothing of the vendor, and deactivation neither', async () => {
		const own = await trigger();
		expect(await hook(own, 'checkExists')).toBe(true);
		expect(await hook(own, 'delete')).toBe(true);
		expect(emulator.log.entries).toEqual([]);
		expect(own.data).toEqual({});
	});

	it.each<[string, INodeParameters, Record<string, string>, string]>([
		['no secret', {}, { pushSecret: ' ' }, 'no "Push Secret"'],
		['no secret part', { acceptEvents: true, urlSecret: '' }, {}, '"Secret Part of the URL"'],
		['a short secret part', { acceptEvents: true, urlSecret: 'short' }, {}, 'at least 16'],
		[
			'a secret part that is no path',
			{ acceptEvents: true, urlSecret: `${PART}/:x` },
			{},
			'others',
		],
		['no object to fetch', { fetchRecord: true, objectType: object('') }, {}, '"Object" is empty'],
	])('with %s says what is missing', async (_, parameters, credential, words) => {
		await expect(hook(await trigger(parameters, credential), 'checkExists')).rejects.toThrow(words);
	});

	it('refuses a URL that no vendor can reach', async () => {
		const away = { baseUrl: 'https://servicego.udesk.cn/api' };
		const own = await trigger({}, away, 'http://localhost:5678/webhook');
		await expect(hook(own, 'checkExists')).rejects.toThrow('cannot reach the URL');
		const reachable = await trigger({}, away, 'https://n8n.example.com/webhook');
		expect(await hook(reachable, 'checkExists')).toBe(true);
	});
});

async function expectSoon(check: () => void): Promise<void> {
	for (let tries = 0; tries < 100; tries++) {
		try {
			return check();
		} catch {
			await new Promise((resolve) => setImmediate(resolve));
			await send({ url: `${n8n.url}/none`, body: '', headers: {} });
		}
	}
	check();
}
