/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { executionsOf, itemsOf, readExecution } from '../../n8n/runData';
import type { VendorName, Workflow } from '../../n8n/workflows';
import type { Context, Story } from '../../story';
import { madeByWorkflow, packNode, pairOf, plainNode } from '../maker';
import { stages, type Happening } from './events';

const TRIGGER = 'When it happens';
// n8n polls once a minute at most; where a vendor's clock shows minutes, an event comes once its minute is over
const WITHIN = 240_000;
const ANOTHER_POLL = 62_000;

/** For each event of every vendor an active workflow sees, once, what another workflow does. */
export const pollingTriggers: Story = {
	name: 'triggers-polling',
	run: async (context) => {
		const names = Object.keys(stages) as VendorName[];
		const problems = await Promise.all(names.map(async (name) => await watched(name, context)));
		assert.deepEqual(problems.flat(), []);
	},
};

/** Watches all events of a vendor at once; answers what did not come once. */
async function watched(name: VendorName, context: Context): Promise<string[]> {
	const { rest } = context.n8n;
	const { vendor, emulator, operations, happenings } = await stages[name]();
	context.use(emulator);
	assert.deepEqual(
		happenings.map(({ event }) => event).sort(),
		Object.keys(vendor.events?.on ?? {}).sort(),
		`every event of ${vendor.title}`,
	);
	const [[type, data]] = Object.entries(operations.credentials);
	const saved = { name: `${type} of the polling trigger`, type, data };
	const { id } = await rest.post<{ id: string }>('/rest/credentials', saved);
	const credentials = { [type]: { id, name: saved.name } };
	const workflows = happenings.map((one) => watcherOf(context, name, one, credentials));
	for (const workflow of workflows) await context.save({ ...workflow, active: true });
	try {
		const expected: unknown[] = [];
		for (const [place, { change, about }] of happenings.entries()) {
			const doer = `making-${name}-${place}`;
			const parameters = typeof change === 'function' ? change() : change;
			const made = await madeByWorkflow(context, doer, name, parameters, credentials);
			expected.push(typeof about === 'string' ? about : about(made));
		}
		const seen = async () =>
			await Promise.all(
				happenings.map(
					async (one, place) => await timesSeen(context, workflows[place].id, one, expected[place]),
				),
			);
		const end = Date.now() + WITHIN;
		while ((await seen()).includes(0) && Date.now() < end) await sleep(2000);
		await sleep(ANOTHER_POLL);
		const times = await seen();
		console.log(`  ${vendor.title}: ${times.length} events`);
		return happenings.flatMap(({ event }, place) =>
			times[place] === 1 ? [] : [`${name}: ${event} came ${times[place]} times`],
		);
	} finally {
		for (const workflow of workflows) await rest.post(`/rest/workflows/${workflow.id}/deactivate`);
	}
}

const watcherOf = (
	context: Context,
	name: VendorName,
	{ event, watch: { waitingFor, ...watch } }: Happening,
	credentials: Parameters<typeof packNode>[4],
): Workflow =>
	pairOf(`polling-${name}-${event}`, [
		packNode(
			context,
			TRIGGER,
			`${name}Trigger`,
			{
				// n8n refuses anything faster, and then tries to activate again and again
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				event,
				simplify: true,
				...watch,
				options: { lag: 0, ...(waitingFor !== undefined && { waitingFor }) },
			},
			credentials,
		),
		plainNode('After', 'n8n-nodes-base.noOp'),
	]);

/** How many items of all executions of this event are about the thing. */
async function timesSeen(
	{ n8n }: Context,
	workflowId: string,
	{ event, seenIn }: Happening,
	about: unknown,
): Promise<number> {
	let count = 0;
	for (const { id, status } of await executionsOf(n8n.rest, workflowId)) {
		if (['new', 'running', 'waiting'].includes(status)) continue;
		const execution = await readExecution(n8n.rest, id);
		assert.equal(execution.status, 'success', `${event}: ${execution.error?.message}`);
		for (const { json } of itemsOf(execution, TRIGGER)) {
			const { name, id: own } = json._event as { name: string; id: string };
			assert.equal(name, event);
			if (String(seenIn ? json[seenIn] : own) === String(about)) count += 1;
		}
	}
	return count;
}
