/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServiceGo, type ServiceGoEmulator } from '../../../emulator/serviceGo';
import { freePort } from '../../n8n/ports';
import type { PostgreSql } from '../../n8n/postgreSql';
import { startPostgreSql } from '../../n8n/postgreSql';
import type { N8n } from '../../n8n/server';
import { startN8n } from '../../n8n/server';
import { installTarball } from '../../n8n/tarball';
import type { Context } from '../../story';
import { placeOf } from '../../story';
import type { Event } from './emitted';
import { emittedIn } from './emitted';
import { activateTrigger, TRIGGER } from './trigger';

export interface Figures {
	made: number;
	/** Records that no execution has. */
	lost: number;
	/** Events that stand in more than one execution, or twice in one. */
	doubled: number;
	executions: number;
	/** Of these: running when n8n was killed. */
	crashed: number;
	/** Milliseconds between the vendor's answer and the kill, and whether n8n had saved an execution for it. */
	kills: Array<{ afterMs: number; saved: boolean }>;
}

const RECORDS = 240;
const RECORD_EVERY_MS = 500;
const KILLS = 6;
/** Between the first answer and its kill. */
const FIRST_MS = 100;
const SEARCH = /scrollSearch$/;
const MINUTE = 60_000;
const DRAINED_WITHIN = 6 * MINUTE;
const QUIET_POLLS = 4;

/** Makes records while n8n polls and is killed between a poll's answer and its own write, again and again. */
export async function killedPolls(
	context: Context,
	name: string,
	env: Record<string, string>,
): Promise<Figures> {
	const folder = path.join(context.folder, name);
	mkdirSync(folder);
	const emulator = context.use(await startServiceGo({ quotaPerMinute: 600_000 }));
	const database = await startPostgreSql(placeOf(context.system, 'postgresql'), folder);
	const servers: N8n[] = [];
	try {
		const start = async () => {
			const { runtime } = context;
			const home = path.join(folder, 'home');
			const logFile = path.join(folder, `n8n-${servers.length}.log`);
			const all = { ...database.env, ...env };
			const n8n = await startN8n({ runtime, home, logFile, port: await freePort(), env: all });
			servers.push(n8n);
			return n8n;
		};
		await installTarball(path.join(folder, 'home'), context.tarball);
		const first = await start();
		await activateTrigger(first, emulator, context.tarball.name);
		const again = async () => await supervised(name, start);
		return await pollAndKill(name, emulator, database, first, again);
	} finally {
		await Promise.all(servers.map(async ({ stop }) => await stop()));
		await database.stop();
	}
}

/**
 * Starts once more, as whatever watches over n8n does: after a kill n8n 2.41.1 ends at its start when an execution had
 * been saved and not begun, since its insights want the time of its beginning. The next start leaves such recovery out.
 */
async function supervised(name: string, start: () => Promise<N8n>): Promise<N8n> {
	return await start().catch(async (error: unknown) => {
		const why = /TypeError: .*/.exec(String(error))?.[0] ?? String(error).slice(0, 200);
		console.log(`  ${name}: n8n ended while it started, and is started again (${why})`);
		return await start();
	});
}

async function pollAndKill(
	name: string,
	emulator: ServiceGoEmulator,
	database: PostgreSql,
	first: N8n,
	start: () => Promise<N8n>,
): Promise<Figures> {
	const made: string[] = [];
	const making = makeRecords(emulator, made);
	const seen = new Map<string, Event[]>();
	// an execution that was recovered may show less than it had at first
	const look = async () => {
		for (const [id, events] of await emittedIn(database, TRIGGER))
			if (!seen.has(id)) seen.set(id, events);
		return new Set([...seen.values()].flat().map(({ id }) => id));
	};
	let n8n = first;
	const kills: Figures['kills'] = [];
	let moment = { early: 0, late: Infinity };
	for (let kill = 0; kill < KILLS; kill += 1) {
		// so that the next poll has something
		while ((await look()).size >= shownBy(emulator)) await sleep(500);
		const before = seen.size;
		await nextAnswer(emulator);
		const afterMs = nextTry(moment);
		await sleep(afterMs);
		await n8n.child.kill();
		await look();
		const saved = seen.size > before;
		kills.push({ afterMs, saved });
		console.log(`  ${name}: killed ${afterMs} ms after the answer, ${saved ? '' : 'not '}saved`);
		moment = saved ? { ...moment, late: afterMs } : { ...moment, early: afterMs };
		n8n = await start();
	}
	await making;
	await quiet(emulator, async () => (await look()).size);
	const ids = await look();
	const keys = [...seen.values()].flat().map(({ key }) => key);
	return {
		made: made.length,
		lost: made.filter((id) => !ids.has(id)).length,
		doubled: keys.length - new Set(keys).size,
		executions: seen.size,
		crashed: Number(
			await database.query("select count(*) from execution_entity where status = 'crashed'"),
		),
		kills,
	};
}

/** Draws nearer to the moment in which n8n saves an execution, from both sides. */
function nextTry({ early, late }: { early: number; late: number }): number {
	if (late !== Infinity) return Math.round((early + late) / 2);
	return early === 0 ? FIRST_MS : 2 * early;
}

async function makeRecords({ seed }: ServiceGoEmulator, made: string[]): Promise<void> {
	for (let index = 0; index < RECORDS; index += 1) {
		const [id] = seed.records('contact', [{ name: `Record ${index}` }]);
		made.push(String(id));
		await sleep(RECORD_EVERY_MS);
	}
}

/** Records that a poll of this moment may bring: their minute is over. */
function shownBy({ store, now }: ServiceGoEmulator): number {
	const until = Math.floor(now() / MINUTE) * MINUTE;
	const all = [...store.records.values()].filter(({ object }) => object === 'contact');
	return all.filter(({ createTime }) => createTime < until).length;
}

/** Resolves when everything may be seen and some polls have brought nothing new. */
async function quiet(emulator: ServiceGoEmulator, seen: () => Promise<number>): Promise<void> {
	let [last, polls] = [-1, answered(emulator)];
	const end = Date.now() + DRAINED_WITHIN;
	while (answered(emulator) < polls + QUIET_POLLS || shownBy(emulator) < RECORDS) {
		assert.ok(Date.now() < end, 'the polls do not come to an end');
		await sleep(1000);
		const now = await seen();
		if (now > last) [last, polls] = [now, answered(emulator)];
	}
}

const answered = ({ log }: ServiceGoEmulator) =>
	log.of('POST', SEARCH).filter(({ status }) => status !== 0).length;

/** Resolves when the next poll's search has been answered. */
async function nextAnswer(emulator: ServiceGoEmulator): Promise<void> {
	const before = answered(emulator);
	const end = Date.now() + 3 * MINUTE;
	while (answered(emulator) === before) {
		assert.ok(Date.now() < end, 'n8n does not poll');
		await sleep(1);
	}
}
