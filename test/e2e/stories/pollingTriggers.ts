/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { executionsOf, itemsOf, readExecution } from '../n8n/runData';
import type { VendorName } from '../n8n/workflows';
import { benches } from '../operations';
import { byId, listed } from '../operations/row';
import type { Context, Story } from '../story';
import { madeByWorkflow, packNode, pairOf, plainNode } from './maker';

const TRIGGER = 'When it happens';
// n8n polls once a minute at most; where a vendor's clock shows minutes, an event comes once its minute is over
const WITHIN = 240_000;
const ANOTHER_POLL = 62_000;

interface Watch {
	/** Parameters of the trigger that sees what the operation `record.create` of the vendor's rows makes. */
	trigger: Record<string, unknown>;
	/** Of a created record's item. */
	id: string;
}

const watches: Record<VendorName, Watch> = {
	fxiaoke: { trigger: { objectType: listed('AccountObj', 'Account') }, id: '_id' },
	hubSpot: { trigger: { objectType: listed('contacts', 'Contact') }, id: 'id' },
	serviceGo: {
		trigger: { objectType: listed('contact', 'Contact'), filterId: byId('1') },
		id: 'id',
	},
	zohoCrm: { trigger: { objectType: listed('Leads', 'Lead') }, id: 'id' },
};

/** An active workflow of every vendor sees, once, what another workflow makes. */
export const pollingTriggers: Story = {
	name: 'triggers-polling',
	run: async (context) => {
		const names = Object.keys(watches) as VendorName[];
		await Promise.all(names.map(async (name) => await watched(name, context)));
	},
};

async function watched(name: VendorName, context: Context): Promise<void> {
	const { n8n } = context;
	const { emulator, operations } = await benches[name].start();
	context.use(emulator);
	const [[type, data]] = Object.entries(operations.credentials);
	const saved = { name: `${type} of the polling trigger`, type, data };
	const { id } = await n8n.rest.post<{ id: string }>('/rest/credentials', saved);
	const credentials = { [type]: { id, name: saved.name } };
	const { parameters = {} } = operations.rows.find(({ key }) => key === 'record.create') ?? {};
	const watching = pairOf(`polling-${name}`, [
		packNode(
			context,
			TRIGGER,
			`${name}Trigger`,
			{
				// n8n refuses anything faster, and then tries to activate again and again
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				event: 'recordCreated',
				simplify: true,
				options: { lag: 0 },
				...watches[name].trigger,
			},
			credentials,
		),
		plainNode('After', 'n8n-nodes-base.noOp'),
	]);
	await context.save({ ...watching, active: true });
	try {
		const made = await madeByWorkflow(context, `making-${name}`, name, parameters, credentials);
		const recordId = String(made[watches[name].id]);
		const seen = async () => await timesSeen(context, watching.id, recordId);
		const end = Date.now() + WITHIN;
		while (!(await seen()) && Date.now() < end) await sleep(1000);
		await sleep(ANOTHER_POLL);
		assert.equal(await seen(), 1, `${name}: the record that was made starts one execution`);
	} finally {
		await n8n.rest.post(`/rest/workflows/${watching.id}/deactivate`);
	}
}

/** How many items of all executions are about the record. */
async function timesSeen({ n8n }: Context, workflowId: string, recordId: string): Promise<number> {
	let count = 0;
	for (const { id, status } of await executionsOf(n8n.rest, workflowId)) {
		if (['new', 'running', 'waiting'].includes(status)) continue;
		const execution = await readExecution(n8n.rest, id);
		assert.equal(execution.status, 'success', execution.error?.message);
		const about = itemsOf(execution, TRIGGER).map(({ json }) => json._event as { id: string });
		count += about.filter((event) => event.id === recordId).length;
	}
	return count;
}
