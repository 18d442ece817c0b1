import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { HubSpotEmulator } from '../emulator/hubSpot';
import { send } from '../emulator/frame/deliver';
import { eventOf, outgoingEvents } from '../emulator/hubSpot/push';
import { activate, hook, listening, urlOf, type Active, type Listening } from '../support/triggers';
import { appBenchOf, start } from './bench';

let emulator: HubSpotEmulator;
let n8n: Listening;
beforeAll(async () => {
	emulator = await start();
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
});

async function trigger(
	subscription: IDataObject[] = [{ eventType: 'contact.creation' }],
): Promise<Active> {
	const parameters = { setUp: 'api', subscriptions: { subscription } } as INodeParameters;
	const own = await activate(appBenchOf(emulator), {
		parameters,
		webhookBaseUrl: n8n.url,
		node: { webhookId: 'their-hook' },
	});
	n8n.listen(own);
	return own;
}

const app = () => emulator.app;
const delivery = (own: Active, body: IDataObject = {}, at = Date.now()) =>
	outgoingEvents(
		urlOf(own),
		app().clientSecret,
		[
			{
				...eventOf({ id: '1', eventType: 'contact.creation' }, { id: '77', at }),
				...body,
			} as never,
		],
		{ at },
	);

describe("faults of n8n's own HubSpot trigger that this one does not have", () => {
	it('7: an app that delivers elsewhere is refused, and nothing of it is deleted', async () => {
		const at = emulator.now();
		app().settings = {
			targetUrl: 'https://somebody.example.com/hook',
			maxConcurrentRequests: 10,
			createdAt: at,
			updatedAt: at,
		};
		for (const eventType of ['deal.creation', 'contact.creation'])
			app().subscriptions.set(eventType, {
				id: eventType,
				eventType,
				active: true,
				createdAt: at,
				updatedAt: at,
			});
		const own = await trigger();
		await expect(hook(own, 'checkExists')).rejects.toThrow('https://somebody.example.com/hook');
		await expect(hook(own, 'create')).rejects.toThrow('https://somebody.example.com/hook');
		await hook(own, 'delete');
		expect(emulator.log.entries.map(({ method }) => method)).not.toContain('DELETE');
		expect(app().settings?.targetUrl).toBe('https://somebody.example.com/hook');
		expect(app().subscriptions.size).toBe(2);
	});

	it('8: the signature is of the raw bytes and of a time, and a wrong one is refused aloud', async () => {
		const own = await trigger();
		const genuine = delivery(own, { note: 'ü' });
		// the same JSON in other bytes: what they hash would be the same
		const spaced = { ...genuine, body: genuine.body.replace(/":/g, '": ') };
		expect(JSON.parse(spaced.body)).toEqual(JSON.parse(genuine.body));
		expect((await send(spaced)).status).toBe(401);
		const raw = outgoingEvents(urlOf(own), app().clientSecret, JSON.parse(genuine.body) as never);
		expect((await send({ ...raw, body: raw.body })).status).toBe(200);
		expect((await send(delivery(own, {}, Date.now() - 400_000))).status).toBe(401);
		expect(
			(await send({ ...genuine, headers: { 'content-type': 'application/json' } })).status,
		).toBe(401);
		expect(n8n.started).toHaveLength(1);
		expect(n8n.logged).toHaveLength(3);
	});

	it('9: the throttling stands where the API wants it', async () => {
		const own = await trigger();
		await hook(own, 'create');
		expect(emulator.log.of('PUT', /settings$/).map(({ body, status }) => [body, status])).toEqual([
			[{ targetUrl: urlOf(own), throttling: { maxConcurrentRequests: 10 } }, 200],
		]);
	});

	it('10: events keep the names of HubSpot, and products, line items and custom objects are there', async () => {
		const own = await trigger([
			{ eventType: 'contact.creation' },
			{ eventType: 'product.creation' },
			{ eventType: 'line_item.deletion' },
			{ eventType: 'object.creation', objectTypeId: '2-3465404' },
		]);
		await hook(own, 'create');
		expect([...app().subscriptions.values()].map(({ eventType }) => eventType)).toEqual([
			'contact.creation',
			'product.creation',
			'line_item.deletion',
			'object.creation',
		]);
		const custom = { subscriptionType: 'object.creation', objectTypeId: '2-3465404', objectId: 5 };
		for (const body of [{}, { subscriptionType: 'product.creation' }, custom])
			expect((await send(delivery(own, body))).status).toBe(200);
		const [contact, product, car] = n8n.started.flat().map(({ json }) => json);
		expect(contact).toMatchObject({ objectId: 77, subscriptionType: 'contact.creation' });
		expect(contact).not.toHaveProperty('contactId');
		expect(product).toMatchObject({ objectId: 77, subscriptionType: 'product.creation' });
		expect(car).toMatchObject({ objectId: 5, objectTypeId: '2-3465404' });
	});
});
