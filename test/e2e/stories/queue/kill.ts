/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HubSpotEmulator } from '../../../emulator/hubSpot';
import { startHubSpot } from '../../../emulator/hubSpot';
import type { Queue } from '../../n8n/queue';
import { withQueue } from '../../n8n/queue';
import { fields, listed } from '../../operations/row';
import type { Story } from '../../story';
import type { Credentials } from './rows';
import { activateRows, listExecutions, rowsWorkflow, saveCredential, sendRows } from './rows';

const ROWS = 1000;
const PER_REQUEST = 100;
/** Requests that are answered at once; then the worker is killed, with as many under way. */
const ANSWERED = 4;
const SLOW_MS = 20_000;
// the lock of 10 s runs out, the other worker looks every 5 s, and the main process waits 30 s more for a result
const MARKED_WITHIN = 120_000;
const UNFINISHED = ['new', 'running'];

interface Killed {
	status: string;
	seconds: number;
	/** Records that the vendor held when the killed execution had been marked. */
	done: number;
}

/** A worker is killed in the middle of 1,000 rows: the execution is marked, the run after it completes. */
export const queueKill: Story = {
	name: 'queue-kill',
	needs: ['redis', 'postgresql'],
	run: async (context) => {
		const emulator = context.use(await startHubSpot());
		// each kill takes a worker of its own; the third one is left for the runs after them
		await withQueue({ ...context, workers: 3, concurrency: 1 }, async (queue) => {
			const type = `${context.tarball.name}.hubSpot`;
			const credentials = await saveCredential(queue.main.rest, 'hubSpotCrmApi', {
				baseUrl: emulator.url,
				apiVersion: '2026-03',
				accessToken: emulator.token,
				requestsPer10Seconds: 100,
				searchesPerSecond: 5,
			});
			await Promise.all([
				killUpsert(queue, emulator, type, credentials),
				killCreate(queue, emulator, type, credentials),
			]);
		});
	},
};

/** An upsert may be sent again, as often as one likes. */
async function killUpsert(
	queue: Queue,
	emulator: HubSpotEmulator,
	type: string,
	credentials: Credentials,
): Promise<void> {
	const parameters = {
		resource: 'record',
		operation: 'upsert',
		objectType: listed('contacts', 'Contact'),
		uniqueField: 'email',
		uniqueValue: '={{ $json.email }}',
		...fields({ firstname: '={{ $json.name }}' }),
	};
	await activateRows(
		queue.main.rest,
		rowsWorkflow('kill-upsert', { type, parameters, credentials }, 'immediately'),
	);
	const contacts = () => held(emulator, 'email', /^row-\d+@example\.com$/);
	const killed = await killInTheMiddle(
		queue,
		emulator,
		'kill-upsert',
		/\/batch\/upsert$/,
		contacts,
	);
	await runAgain(queue, 'kill-upsert');
	const emails = contacts();
	assert.equal(emails.length, ROWS, 'every row is there');
	assert.equal(new Set(emails).size, ROWS, 'and once');
	say('upsert', killed, `${emails.length} contacts after the second run, none twice`);
}

/** A create cannot: what the killed run had made is made once more, and nothing else is. */
async function killCreate(
	queue: Queue,
	emulator: HubSpotEmulator,
	type: string,
	credentials: Credentials,
): Promise<void> {
	const parameters = {
		resource: 'record',
		operation: 'create',
		objectType: listed('companies', 'Company'),
		...fields({ name: '={{ $json.name }}' }),
	};
	await activateRows(
		queue.main.rest,
		rowsWorkflow('kill-create', { type, parameters, credentials }, 'immediately'),
	);
	const companies = () => held(emulator, 'name', /^Row \d+$/);
	const killed = await killInTheMiddle(
		queue,
		emulator,
		'kill-create',
		/\/batch\/create$/,
		companies,
	);
	await runAgain(queue, 'kill-create');
	const names = companies();
	assert.equal(new Set(names).size, ROWS, 'every row is there');
	assert.equal(names.length - ROWS, killed.done, 'twice is what the killed run had made');
	say('create', killed, `${killed.done} companies doubled by the second run, as creates are`);
}

const rows = Array.from({ length: ROWS }, (_one, index) => ({
	email: `row-${index}@example.com`,
	name: `Row ${index}`,
}));

async function killInTheMiddle(
	queue: Queue,
	emulator: HubSpotEmulator,
	workflowId: string,
	path: RegExp,
	stored: () => string[],
): Promise<Killed> {
	const { rest } = queue.main;
	emulator.faults.add({
		when: { path },
		skip: ANSWERED,
		times: ANSWERED,
		before: true,
		answer: { delayMs: SLOW_MS },
	});
	assert.equal((await sendRows(rest, workflowId, rows)).status, 200);
	await until(() => stored().length >= ANSWERED * PER_REQUEST, 60_000, 'the batch did not start');
	const [{ id }] = await listExecutions(rest, workflowId);
	const worker = queue.workers.find(({ started }) => started().includes(id));
	assert.ok(worker, `a worker runs execution ${id}`);
	await worker.n8n.child.kill();
	queue.workers.splice(queue.workers.indexOf(worker), 1);

	const start = Date.now();
	const statusNow = async () =>
		(await listExecutions(rest, workflowId)).find((one) => one.id === id)?.status ?? 'gone';
	let status = await statusNow();
	while (UNFINISHED.includes(status) && Date.now() < start + MARKED_WITHIN) {
		await sleep(500);
		status = await statusNow();
	}
	assert.ok(['crashed', 'error'].includes(status), `the killed execution is marked: ${status}`);
	const others = queue.workers.filter(({ started }) => started().includes(id));
	assert.deepEqual(others, [], 'n8n does not run it again by itself');
	const done = stored().length;
	assert.ok(done < ROWS, 'the kill came in the middle');
	return { status, done, seconds: Math.round((Date.now() - start) / 1000) };
}

async function runAgain({ main }: Queue, workflowId: string): Promise<void> {
	const before = await listExecutions(main.rest, workflowId);
	assert.equal((await sendRows(main.rest, workflowId, rows)).status, 200);
	let status = 'new';
	const ended = async () => {
		const all = await listExecutions(main.rest, workflowId);
		if (all.length > before.length) [{ status }] = all;
		return !UNFINISHED.includes(status);
	};
	await until(ended, 120_000, 'the run after the kill does not end');
	assert.equal(status, 'success');
}

async function until(
	ready: () => boolean | Promise<boolean>,
	timeoutMs: number,
	what: string,
): Promise<void> {
	const end = Date.now() + timeoutMs;
	while (!(await ready())) {
		assert.ok(Date.now() < end, what);
		await sleep(20);
	}
}

/** Values of one property in all records, where they look like this. */
const held = ({ store }: HubSpotEmulator, property: string, like: RegExp): string[] =>
	[...store.records.values()].flatMap((records) =>
		[...records.values()].flatMap(({ values }) => {
			const value = values.get(property);
			return value !== undefined && like.test(value) ? [value] : [];
		}),
	);

function say(kind: string, { status, seconds, done }: Killed, after: string): void {
	console.log(
		`  ${kind}: killed with ${done} of ${ROWS} rows done, marked "${status}" after ${seconds} s; ${after}`,
	);
}
