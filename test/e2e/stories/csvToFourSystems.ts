/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import * as fxiaoke from '../../emulator/fxiaoke';
import * as hubSpot from '../../emulator/hubSpot';
import * as serviceGo from '../../emulator/serviceGo';
import * as zohoCrm from '../../emulator/zohoCrm';
import type { Execution, Item } from '../n8n/runData';
import { itemsOf } from '../n8n/runData';
import { people } from '../people';
import type { Context, Story } from '../story';

const HUBSPOT = 'HubSpot: Create or Update';
const ZOHO = 'Zoho CRM: Create or Update';
const FXIAOKE = 'Fxiaoke: Create';
/** How many of the rows each system knows before the first run. */
const KNOWN = { hubSpot: 50, zohoCrm: 120, fxiaoke: 380 };

type Systems = Awaited<ReturnType<typeof start>>;

/** 500 rows of a CSV go to four systems in batches, and a second run doubles nothing. */
export const csvToFourSystems: Story = {
	name: 'csv-to-four-systems',
	run: async (context) => {
		const systems = await start(context);
		const workflow = { ...context.example('csv-to-four-systems'), id: 'fourSystemsStory' };
		await context.save(workflow);

		const first = await context.runFromEditor(workflow.id, 'Start');
		assert.equal(first.status, 'success', first.error?.message);
		checkLinks(first, { hubSpot: KNOWN.hubSpot, zohoCrm: KNOWN.zohoCrm });
		assert.equal(itemsOf(first, FXIAOKE).length, 500 - KNOWN.fxiaoke);
		checkRequests(systems, { creates: 500 - KNOWN.fxiaoke, attached: 1 });
		checkStores(systems, first);

		for (const { log } of Object.values(systems)) log.clear();
		const second = await context.runFromEditor(workflow.id, 'Start');
		assert.equal(second.status, 'success', second.error?.message);
		checkLinks(second, { hubSpot: 500, zohoCrm: 500 });
		assert.deepEqual(idsOf(second), idsOf(first), 'everybody is found again');
		checkRequests(systems, { creates: 0, attached: 0 });
		checkStores(systems, first);
	},
};

async function start({ use, connect }: Context) {
	const systems = {
		hubSpot: use(
			await hubSpot.startHubSpot({ seed: hubSpot.demoSeed, switches: { searchLagMs: 0 } }),
		),
		zohoCrm: use(await zohoCrm.startZohoCrm({ seed: zohoCrm.demoSeed })),
		fxiaoke: use(
			await fxiaoke.startFxiaoke({ seed: fxiaoke.demoSeed, switches: { callsPer20s: 1_000_000 } }),
		),
		serviceGo: use(
			await serviceGo.startServiceGo({ seed: serviceGo.demoSeed, quotaPerMinute: 600_000 }),
		),
	};
	const rows = people();
	systems.hubSpot.seed.records(
		'contacts',
		rows.slice(0, KNOWN.hubSpot).map(({ email }) => ({ email, zip: '10115' })),
	);
	systems.zohoCrm.seed.records(
		'Contacts',
		rows.slice(0, KNOWN.zohoCrm).map(({ email, last }) => ({ Email: email, Last_Name: last })),
	);
	systems.fxiaoke.seed.records(
		'ContactObj',
		rows.slice(0, KNOWN.fxiaoke).map(({ mobile }) => ({ name: 'Known', mobile })),
	);
	await connect(systems);
	return systems;
}

/** Every item is linked to its row, and says whether its record is new. */
function checkLinks(execution: Execution, known: { hubSpot: number; zohoCrm: number }): void {
	const every = people().map((_, index) => index);
	const created = (items: Item[]) => items.filter(({ json }) => json.created === true).length;
	for (const node of [HUBSPOT, ZOHO]) {
		const items = itemsOf(execution, node);
		assert.deepEqual(
			items.map(({ pairedItem }) => (pairedItem as { item: number }).item),
			every,
			`${node}: items are linked to their rows`,
		);
	}
	assert.equal(created(itemsOf(execution, HUBSPOT)), 500 - known.hubSpot);
	assert.equal(created(itemsOf(execution, ZOHO)), 500 - known.zohoCrm);
}

/** Five requests of 100 each, no more; one request for each contact that Fxiaoke lacks. */
function checkRequests(
	systems: Systems,
	{ creates, attached }: { creates: number; attached: number },
): void {
	const sizes = (bodies: unknown[], name: string) =>
		bodies.map((body) => (body as Record<string, unknown[]>)[name]?.length);
	const upserts = systems.hubSpot.log.of('POST', /\/batch\/upsert$/).map(({ body }) => body);
	assert.deepEqual(sizes(upserts, 'inputs'), [100, 100, 100, 100, 100]);
	const written = systems.zohoCrm.log.of('POST', '/crm/v8/Contacts/upsert');
	// the credential begins with a token that has run out
	const taken = written.filter(({ status }) => status < 400).map(({ body }) => body);
	assert.deepEqual(sizes(taken, 'data'), [100, 100, 100, 100, 100]);
	const { log } = systems.fxiaoke;
	assert.equal(log.of('POST', '/cgi/crm/v2/data/create').length, creates);
	assert.ok(log.entries.length < creates + 20, `${log.entries.length} calls of Fxiaoke`);
	assert.equal(systems.serviceGo.log.of('POST', '/v1/data/file/relate').length, attached);
}

function checkStores(
	{ hubSpot: hub, zohoCrm: zoho, fxiaoke: xiao, serviceGo: go }: Systems,
	execution: Execution,
) {
	const ids = idsOf(execution);
	const contacts = hub.store.records.get('0-1') ?? new Map<string, never>();
	assert.equal(contacts.size, 3 + 500, 'HubSpot: 3 of the demo, and the rows');
	const theirs = zoho.store.records.get('Contacts') ?? new Map<string, never>();
	assert.equal(theirs.size, 2 + 500, 'Zoho CRM: 2 of the demo, and the rows');
	const mobiles = [...xiao.store.records.values()]
		.filter(({ object }) => object === 'ContactObj')
		.map(({ values }) => values.mobile);
	for (const [index, { email, first, last, company, mobile }] of people().entries()) {
		const [hubSpotId, zohoId] = ids[index];
		const { values } = contacts.get(hubSpotId) ?? {};
		assert.deepEqual(
			['email', 'firstname', 'lastname', 'company', 'phone'].map((name) => values?.get(name)),
			[email, first, last, company, mobile],
		);
		const held = theirs.get(zohoId)?.values ?? {};
		assert.deepEqual(
			[held.Email, held.First_Name, held.Last_Name, held.Mobile],
			[email, first, last, mobile],
		);
		assert.equal(mobiles.filter((one) => one === mobile).length, 1, `Fxiaoke: ${mobile}`);
	}
	const tickets = [...go.store.records.values()].filter(
		({ values }) => values.get('caseNo') === 'IMPORT-500',
	);
	assert.equal(tickets.length, 1);
	assert.equal(tickets[0].values.get('name'), 'Import of 500 contacts');
	const files = tickets[0].attachments.map(({ file }) => file);
	assert.deepEqual(
		files.map(({ name }) => name),
		['import.txt'],
	);
	const lines = files[0].content.toString('utf8').trim().split('\n');
	assert.deepEqual(
		lines.slice(1),
		people().map(({ email }, index) => [email, ...ids[index]].join(',')),
	);
}

/** The IDs that HubSpot and Zoho gave, row by row. */
const idsOf = (execution: Execution): Array<[string, string]> =>
	itemsOf(execution, 'Row and IDs').map(({ json }) => [
		String(json.hubSpotId),
		String(json.zohoId),
	]);
