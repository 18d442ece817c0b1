/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FxiaokeEmulator } from '../../../emulator/fxiaoke';
import { demoSeed, startFxiaoke } from '../../../emulator/fxiaoke';
import type { Queue } from '../../n8n/queue';
import { withQueue } from '../../n8n/queue';
import { fields, listed } from '../../operations/row';
import type { Context, Story } from '../../story';
import { activateRows, listExecutions, rowsWorkflow, saveCredential, sendRows } from './rows';

const EXECUTIONS = 8;
const ROWS = 15;
/** Calls per 20 s and interface that the vendor allows the company. */
const QUOTA = 100;
const WORKERS = 2;
/** Executions that do not fit into one worker. */
const CONCURRENCY = 5;
const SIGN_IN = '/oauth2.0/token';
const CREATE = /\/data\/create$/;

/** Eight executions at once on two workers share one credential and one quota; the token ends in their middle. */
export const queueMode: Story = {
	name: 'queue-mode',
	needs: ['redis', 'postgresql'],
	run: async (context) => {
		const emulator = context.use(await startFxiaoke({ seed: demoSeed }));
		await withQueue({ ...context, workers: WORKERS, concurrency: CONCURRENCY }, async (queue) => {
			const divided = await eightAtOnce(context, queue, emulator, 'divided', QUOTA / WORKERS);
			assert.ok(divided.refused <= 2, `${divided.refused} calls over the quota`);
			const undivided = await eightAtOnce(context, queue, emulator, 'undivided', QUOTA);
			assert.ok(undivided.refused > 0, 'twice the quota was to be too much');
		});
	},
};

/** Runs them, checks everything but the refusals, and answers how many there were. */
async function eightAtOnce(
	{ tarball }: Context,
	queue: Queue,
	emulator: FxiaokeEmulator,
	name: string,
	callsPer20Seconds: number,
): Promise<{ refused: number }> {
	const { rest } = queue.main;
	const { appId, appSecret, permanentCode } = emulator.account;
	const credentials = await saveCredential(
		rest,
		'fxiaokeApi',
		{
			cloud: 'custom',
			customDomain: emulator.url,
			generation: 'current',
			appId,
			appSecret,
			permanentCodeSecret: permanentCode,
			userId: '1000',
			callsPer20Seconds,
			timeZone: 'Asia/Shanghai',
		},
		name,
	);
	const parameters = {
		resource: 'record',
		operation: 'create',
		objectType: listed('AccountObj', 'Customer'),
		...fields({ name: '={{ $json.name }}', tel: '={{ $json.tel }}' }),
		triggerApprovalFlow: false,
		triggerWorkFlow: false,
	};
	const node = { type: `${tarball.name}.fxiaoke`, parameters, credentials };
	await activateRows(rest, rowsWorkflow(name, node, 'atEnd'));
	emulator.log.clear();
	const start = Date.now();
	const signedIn = emulator.auth.signIns();

	const batches = Array.from({ length: EXECUTIONS }, (_one, batch) => rowsOf(name, batch));
	const running = Promise.all(
		batches.map(async (rows) => await checkAnswer(await sendRows(rest, name, rows), rows)),
	);
	const { token, at, signIns: until } = await expireInTheMiddle(emulator, running);
	const signIns = { before: until - signedIn, after: emulator.auth.signIns() - until };
	const seconds = Math.round((Date.now() - start) / 1000);

	checkStore(emulator, batches.flat());
	const split = await checkSplit(queue, name);
	checkSignIns(emulator, signIns);
	const calls = emulator.log.of('POST', CREATE);
	const withDeadToken = calls.filter(
		(call) => call.at >= at && call.headers.authorization === `Bearer ${token}`,
	).length;
	const refused = calls.length - withDeadToken - EXECUTIONS * ROWS;
	console.log(
		`  quota ${name}: ${EXECUTIONS * ROWS} rows in ${seconds} s, ${split.join(' + ')} executions on the workers; ` +
			`${refused} calls over the quota and ${withDeadToken} with a dead token, all sent again; ` +
			`sign-ins: ${signIns.before}, then ${signIns.after} after all tokens died`,
	);
	return { refused };
}

const rowsOf = (name: string, batch: number) =>
	Array.from({ length: ROWS }, (_one, index) => ({
		name: `${name} ${batch}-${index}`,
		tel: `${batch}-${index}`,
	}));

/** Every row has its item, in the order of the rows. */
async function checkAnswer(answer: Response, rows: Array<{ name: string }>): Promise<void> {
	const text = await answer.text();
	assert.equal(answer.status, 200, text.slice(0, 500));
	const items = JSON.parse(text) as Array<{ name?: string; _id?: string }>;
	assert.equal(items.length, rows.length, text.slice(0, 500));
	assert.equal(new Set(items.map((item) => item._id)).size, rows.length);
}

/** All tokens die once a third of the rows is there; answers when, and how many sign-ins there were until then. */
async function expireInTheMiddle(
	emulator: FxiaokeEmulator,
	running: Promise<unknown>,
): Promise<{ token: string; at: number; signIns: number }> {
	let ended = false;
	const end = running.finally(() => (ended = true));
	while (!ended && emulator.log.of('POST', CREATE).length < (EXECUTIONS * ROWS) / 3)
		await sleep(20);
	const last = { token: emulator.auth.grant('current'), signIns: emulator.auth.signIns() };
	emulator.auth.expireTokens();
	const at = Date.now();
	await end;
	return { ...last, at };
}

function checkStore(emulator: FxiaokeEmulator, rows: Array<{ name: string }>): void {
	const names = [...emulator.store.records.values()].map(({ values }) => values.name);
	const wrong = rows.filter(({ name }) => names.filter((one) => one === name).length !== 1);
	assert.deepEqual(wrong, [], 'every row is there once');
}

/** Each worker has run some of them, and the main process none. */
async function checkSplit({ main, workers }: Queue, workflowId: string): Promise<number[]> {
	const listedExecutions = await listExecutions(main.rest, workflowId);
	assert.deepEqual(
		listedExecutions.filter(({ status }) => status !== 'success'),
		[],
	);
	const ids = new Set(listedExecutions.map(({ id }) => id));
	const split = workers.map(({ started }) => started().filter((id) => ids.has(id)).length);
	assert.equal(
		split.reduce((sum, count) => sum + count, 0),
		ids.size,
		'all run on the workers',
	);
	assert.ok(
		split.every((count) => count > 0),
		`${split.join(' + ')}: both have a part`,
	);
	return split;
}

/** n8n has no lock across processes here: once per process is the most, and one process may take the other's token. */
function checkSignIns(
	emulator: FxiaokeEmulator,
	{ before, after }: { before: number; after: number },
): void {
	assert.ok(before <= WORKERS, `${before} sign-ins at the start`);
	assert.ok(after >= 1 && after <= WORKERS, `${after} sign-ins after the tokens died`);
	const tried = emulator.log.of('POST', SIGN_IN).length;
	assert.ok(tried <= 3 * WORKERS, `${tried} sign-ins were tried`);
}
