/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { HubSpotEmulator } from '../../../emulator/hubSpot';
import { startHubSpot } from '../../../emulator/hubSpot';
import { freePort } from '../../n8n/ports';
import { withQueue } from '../../n8n/queue';
import type { Rest } from '../../n8n/rest';
import { OWNER } from '../../n8n/rest';
import { startN8n } from '../../n8n/server';
import { installTarball } from '../../n8n/tarball';
import type { Workflow, WorkflowNode } from '../../n8n/workflows';
import { callWebhook, saveWorkflow } from '../../n8n/workflows';
import type { Context, Story } from '../../story';
import type { Credentials } from './rows';
import { saveCredential } from './rows';

const SIZE = 50 * 1024 * 1024;

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** 50 MB go up to a vendor and come back through our nodes, in each of n8n's ways to keep files. */
export const binaryModes: Story = {
	name: 'binary-modes',
	needs: ['redis', 'postgresql'],
	run: async (context) => {
		const content = randomBytes(SIZE);
		const emulator = context.use(await startHubSpot());
		await onDisk(context, emulator, content);
		await inDatabase(context, emulator, content);
		await inMemory(context, emulator, content);
	},
};

/** n8n's default outside queue mode. */
async function onDisk(context: Context, emulator: HubSpotEmulator, content: Buffer): Promise<void> {
	await thereAndBack(context, context.n8n.rest, emulator, content, 'filesystem');
	const kept = sizesIn(path.join(context.home, '.n8n')).filter((size) => size === SIZE);
	assert.equal(kept.length, 2, 'n8n keeps what was fetched and what came back as files');
}

/** n8n's default in queue mode: main and worker share no disk. */
async function inDatabase(
	context: Context,
	emulator: HubSpotEmulator,
	content: Buffer,
): Promise<void> {
	await withQueue({ ...context, workers: 1, concurrency: 1 }, async ({ main, database }) => {
		await thereAndBack(context, main.rest, emulator, content, 'database');
		const kept = await database.query('select length(data) from binary_data');
		assert.deepEqual(kept.split('\n'), [String(SIZE), String(SIZE)], 'both are in PostgreSQL');
	});
}

/** The way that n8n calls "default": every file inside its item. */
async function inMemory(
	context: Context,
	emulator: HubSpotEmulator,
	content: Buffer,
): Promise<void> {
	const { runtime, folder, tarball } = context;
	const home = path.join(folder, 'memory');
	await installTarball(home, tarball);
	const n8n = await startN8n({
		runtime,
		home,
		port: await freePort(),
		logFile: path.join(folder, 'memory.log'),
		env: { N8N_DEFAULT_BINARY_DATA_MODE: 'default' },
	});
	try {
		await n8n.rest.signIn(OWNER);
		await thereAndBack(context, n8n.rest, emulator, content, 'memory');
		assert.deepEqual(
			sizesIn(path.join(home, '.n8n')).filter((size) => size === SIZE),
			[],
		);
	} finally {
		await n8n.stop();
	}
}

async function thereAndBack(
	{ tarball }: Context,
	rest: Rest,
	emulator: HubSpotEmulator,
	content: Buffer,
	mode: string,
): Promise<void> {
	const { url, token, store, seed, otherHost } = emulator;
	const source = seed.file('source.bin', content, { access: 'PUBLIC_INDEXABLE' });
	const credentials = await saveCredential(
		rest,
		'hubSpotCrmApi',
		{ baseUrl: url, apiVersion: '2026-03', accessToken: token },
		mode,
	);
	const from = `${otherHost.url}/public/${source.id}/source.bin`;
	const workflow = workflowOf(mode, `${tarball.name}.hubSpot`, credentials, from);
	await saveWorkflow(rest, workflow);
	const start = Date.now();
	const answer = await callWebhook(rest, workflow.id);
	const text = await answer.text();
	assert.equal(answer.status, 200, text.slice(0, 500));
	const { sha256: cameBack, fileId } = JSON.parse(text) as { sha256: string; fileId: string };
	const uploaded = store.files.get(fileId)?.content ?? Buffer.alloc(0);
	assert.equal(uploaded.length, SIZE);
	assert.equal(sha256(uploaded), sha256(content), 'what the vendor holds');
	assert.equal(cameBack, sha256(content), 'what came back');
	store.files.clear();
	console.log(`  ${mode}: 50 MB up and down in ${Math.round((Date.now() - start) / 100) / 10} s`);
}

/** Fetch, upload, download, and n8n's own digest of what the download put out. */
function workflowOf(mode: string, type: string, credentials: Credentials, url: string): Workflow {
	const node = (
		name: string,
		kind: string,
		typeVersion: number,
		parameters: Record<string, unknown>,
	): WorkflowNode => ({ id: name, name, type: kind, typeVersion, position: [0, 0], parameters });
	const plain = (
		name: string,
		kind: string,
		version: number,
		parameters: Record<string, unknown>,
	) => node(name, `n8n-nodes-base.${kind}`, version, parameters);
	const file = (name: string, parameters: Record<string, unknown>) => ({
		...node(name, type, 1, { resource: 'file', ...parameters }),
		credentials: { [credentials.type]: { id: credentials.id, name: credentials.name } },
	});
	const id = `binary-${mode}`;
	const nodes = [
		{
			...plain('Webhook', 'webhook', 2, {
				httpMethod: 'POST',
				path: id,
				responseMode: 'lastNode',
			}),
			webhookId: id,
		},
		plain('Fetch', 'httpRequest', 4.2, {
			url,
			options: { response: { response: { responseFormat: 'file' } } },
		}),
		file('Upload', { operation: 'upload', folder: '/x', access: 'PRIVATE' }),
		file('Download', { operation: 'download', fileId: '={{ $json.id }}' }),
		plain('Digest', 'crypto', 1, {
			action: 'hash',
			type: 'SHA256',
			binaryData: true,
			binaryPropertyName: 'data',
			dataPropertyName: 'sha256',
			encoding: 'hex',
		}),
		plain('Answer', 'set', 3.4, {
			assignments: {
				assignments: [
					{ id: '1', name: 'sha256', type: 'string', value: '={{ $json.sha256 }}' },
					{ id: '2', name: 'fileId', type: 'string', value: "={{ $('Upload').first().json.id }}" },
				],
			},
			options: {},
		}),
	];
	const connections = nodes
		.slice(1)
		.map(({ name }, index) => [
			nodes[index].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]);
	return {
		id,
		name: id,
		active: true,
		// in memory it would be 200 MB in the database
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: mode === 'memory' ? 'none' : 'all',
		},
		nodes,
		connections: Object.fromEntries(connections) as Workflow['connections'],
	};
}

/** Sizes of all files below a folder. */
function sizesIn(folder: string): number[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => statSync(path.join(entry.parentPath, entry.name)).size);
}
