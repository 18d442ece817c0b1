/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ZohoCrmInstantTrigger } from '../../nodes/ZohoCrm/ZohoCrmInstantTrigger.node';
import { send, type Outgoing } from '../emulator/frame/deliver';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { outgoing, type Happened } from '../emulator/zohoCrm/notify';
import type { Channel } from '../emulator/zohoCrm/store';
import { clientOf } from '../emulator/zohoCrm/testClient';
import {
	activate,
	hook,
	listening,
	pollOnce,
	type Active,
	type Listening,
} from '../support/triggers';
import { benchOf, object } from './bench';

let emulator: ZohoCrmEmulator;
let n8n: Listening;
let benches = 0;
beforeAll(async () => {
	emulator = await startZohoCrm();
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

async function trigger(more: INodeParameters = {}): Promise<Active> {
	const bench = benchOf(emulator, { note: ++benches }, new ZohoCrmInstantTrigger());
	const own = await activate(bench, {
		parameters: { objectType: object('Leads'), watchFor: ['create', 'edit', 'delete'], ...more },
		webhookBaseUrl: n8n.url,
		node: { webhookId: 'zoho-hook' },
	});
	n8n.listen(own);
	if (!(await hook(own, 'checkExists'))) await hook(own, 'create');
	emulator.log.clear();
	return own;
}

const channel = (): Channel => [...emulator.store.channels.values()][0];
const lead = (n = 1): Happened => ({
	module: 'Leads',
	operation: 'insert',
	ids: Array.from({ length: n }, (_, place) => `36523970000077${10_000 + place}`),
});
const AT = 1_795_000_000_000;
const genuine = (happened: Happened = lead()) => outgoing(channel(), happened, AT);
const events = (): IDataObject[] => n8n.started.flat().map(({ json }) => json);

describe('a notification', () => {
	it('of a record made through the API brings the whole record, after it was answered', async () => {
		const own = await trigger();
		const kept = JSON.stringify(own.workflow.staticData);
		let asked = -1;
		n8n.onAnswer = () => (asked = emulator.log.of('GET', '/crm/v8/Leads').length);
		const client = clientOf(emulator);
		const { data } = await client.post('/crm/v8/Leads', {
			data: [{ Last_Name: 'Ada', Company: 'Zylker' }],
		});
		await emulator.delivered();
		await settled(1);
		const { id } = data.data?.[0]?.details as { id: string };
		expect(asked).toBe(0);
		expect(emulator.store.sent).toMatchObject([{ status: 200 }]);
		expect(events()).toMatchObject([
			{
				id,
				Last_Name: 'Ada',
				Company: 'Zylker',
				_event: { name: 'recordCreated', id, key: expect.stringContaining(id) as string },
			},
		]);
		expect(JSON.stringify(own.workflow.staticData)).toBe(kept);
		expect(kept).toContain(channel().id);
	});

	it('of several records is one item each, fetched by 100, in the order of the notification', async () => {
		await trigger();
		const ids = emulator.seed.records(
			'Leads',
			Array.from({ length: 130 }, (_, n) => ({ Last_Name: `Lead ${n}` })),
		);
		const backwards = [...ids].reverse();
		await send(genuine({ module: 'Leads', operation: 'update', ids: backwards }));
		await settled(1);
		expect(events().map(({ id }) => id)).toEqual(backwards);
		expect(new Set(events().map(({ _event }) => (_event as IDataObject).key)).size).toBe(130);
		expect(emulator.log.of('GET', '/crm/v8/Leads')).toHaveLength(2);
	});

	it('has the same key when it is delivered twice, and another one for another event', async () => {
		await trigger({ fetchRecord: false });
		await send(genuine());
		await send(genuine());
		await send(genuine({ ...lead(), operation: 'update' }));
		const keys = events().map(({ _event }) => (_event as IDataObject).key);
		expect(keys[0]).toBe(keys[1]);
		expect(keys[2]).not.toBe(keys[0]);
		expect(emulator.log.entries).toEqual([]);
	});

	it('of a deleted record brings its ID, and asks for nothing', async () => {
		await trigger();
		await send(genuine({ ...lead(), operation: 'delete' }));
		const [id] = lead().ids;
		expect(events()).toMatchObject([
			{ id, operation: 'delete', _event: { name: 'recordDeleted' } },
		]);
		expect(emulator.log.entries).toEqual([]);
	});

	it('comes without the record where that is gone, or cannot be had, and says so', async () => {
		await trigger();
		await send(genuine());
		await settled(1);
		expect(events()[0]).toMatchObject({ _event: { missing: 'The record is gone' } });
		emulator.faults.add({
			when: { path: '/crm/v8/Leads' },
			answer: {
				status: 403,
				body: { code: 'NO_PERMISSION', details: {}, message: 'no way', status: 'error' },
			},
		});
		await send(genuine());
		await settled(2);
		expect(events()[1]).toMatchObject({ _event: { missing: 'no way' } });
	});

	it('brings the fields asked for, and a lead that was converted meanwhile', async () => {
		await trigger({ options: { fieldsToReturn: ['Last_Name', 'Owner'] } });
		const ids = emulator.seed.records('Leads', [{ Last_Name: 'Ada' }], { converted: true });
		await send(genuine({ ...lead(), ids }));
		await settled(1);
		expect(Object.keys(events()[0]).sort()).toEqual(
			['Last_Name', 'Owner', 'Owner_Name', '_event', 'id'].sort(),
		);
	});

	type Change = (push: Outgoing) => Outgoing;
	const body =
		(change: (body: Record<string, unknown>) => unknown): Change =>
		(push) => ({
			...push,
			body: JSON.stringify(change(JSON.parse(push.body) as Record<string, unknown>)),
		});
	const as =
		(type: string): Change =>
		(push) => ({ ...push, headers: { 'content-type': type } });

	it.each<[string, number, Change]>([
		['another token', 401, body((own) => ({ ...own, token: 'a guess' }))],
		['a token cut off', 401, body((own) => ({ ...own, token: String(own.token).slice(0, -1) }))],
		['no token', 401, body((own) => ({ ...own, token: undefined }))],
		['a token that is null', 401, body((own) => ({ ...own, token: null }))],
		['a token in a list', 401, body((own) => ({ ...own, token: [own.token] }))],
		['another channel', 401, body((own) => ({ ...own, channel_id: '1' }))],
		['no channel', 401, body((own) => ({ ...own, channel_id: undefined }))],
		['another module', 400, body((own) => ({ ...own, module: 'Deals' }))],
		['an unknown operation', 400, body((own) => ({ ...own, operation: 'eat' }))],
		['no IDs', 400, body((own) => ({ ...own, ids: [] }))],
		['IDs that are none', 400, body((own) => ({ ...own, ids: ['../users'] }))],
		['IDs as numbers', 400, body((own) => ({ ...own, ids: [365239] }))],
		['a list', 400, body((own) => [own])],
		['no body', 400, (push) => ({ ...push, body: '' })],
		['a body cut off', 422, (push) => ({ ...push, body: push.body.slice(0, -2) })],
		['a body marked as text', 415, as('text/plain')],
		['a body marked as a form', 415, as('application/x-www-form-urlencoded')],
		[
			'a body re-encoded as a form',
			415,
			(push) => ({
				...as('application/x-www-form-urlencoded')(push),
				body: new URLSearchParams(
					Object.entries(JSON.parse(push.body) as Record<string, string>),
				).toString(),
			}),
		],
		[
			'a body re-encoded in base64',
			422,
			(push) => ({ ...push, body: Buffer.from(push.body).toString('base64') }),
		],
		['another path', 404, (push) => ({ ...push, url: `${push.url}/x` })],
	])('with %s is refused (%i), starts nothing and shows no secret', async (_, status, change) => {
		await trigger();
		const answer = await send(change(genuine()));
		expect(answer.status).toBe(status);
		expect(n8n.started).toEqual([]);
		const shown = JSON.stringify([answer.body, n8n.logged]);
		expect(shown).not.toContain(channel().token);
		expect(shown).not.toContain(channel().id);
		if (status < 404) expect(n8n.logged).toHaveLength(1);
		expect(emulator.log.entries).toEqual([]);
	});

	it('is refused before the trigger has a channel, and after', async () => {
		const own = await trigger();
		const push = genuine();
		await hook(own, 'delete');
		expect((await send(push)).status).toBe(401);
		expect(
			(await send({ ...push, body: push.body.replace(/"token":"[^"]+"/, '"token":""') })).status,
		).toBe(401);
		expect(n8n.started).toEqual([]);
	});
});

describe('a test in the editor', () => {
	it('shows the delivery, once, though n8n asks poll for the items', async () => {
		const own = await trigger();
		const ids = emulator.seed.records('Leads', [{ Last_Name: 'Tested' }]);
		n8n.mode = 'manual';
		try {
			await send(genuine({ ...lead(), ids }));
			await settled(1);
		} finally {
			n8n.mode = 'webhook';
		}
		const items = await pollOnce(own, { mode: 'manual' });
		expect(items?.map(({ json }) => json)).toEqual(events());
		expect(events()).toMatchObject([{ Last_Name: 'Tested', _event: { name: 'recordCreated' } }]);
		const sample = await pollOnce(own, { mode: 'manual' });
		expect(sample?.[0].json).toMatchObject({ Last_Name: 'Tested', _event: { name: 'sample' } });
	});

	it('says so when there is nothing to show', async () => {
		const own = await trigger();
		await expect(pollOnce(own, { mode: 'manual' })).rejects.toThrow('no record to show');
	});

	it('keeps nothing of a delivery in production', async () => {
		const own = await trigger({ fetchRecord: false });
		emulator.seed.records('Leads', [{ Last_Name: 'Newest' }]);
		await send(genuine());
		const [item] = (await pollOnce(own, { mode: 'manual' })) ?? [];
		expect(item.json._event).toMatchObject({ name: 'sample' });
	});
});

/** The delivery is answered before its execution starts. */
async function settled(executions: number): Promise<void> {
	for (let tries = 0; tries < 500 && n8n.started.length < executions; tries++)
		await new Promise((resolve) => setImmediate(resolve));
	expect(n8n.started).toHaveLength(executions);
}
