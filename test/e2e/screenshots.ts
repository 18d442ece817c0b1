/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromium, selectors } from 'playwright-core';
import { demoSeed, startServiceGo } from '../emulator/serviceGo';
import { freePort } from './n8n/ports';
import type { N8n, Runtime } from './n8n/server';
import { startN8n } from './n8n/server';
import { installTarball, packTarball } from './n8n/tarball';
import type { Workflow } from './n8n/workflows';
import {
	readCredentials,
	readExamples,
	saveCredentials,
	saveWorkflow,
	withCredentials,
} from './n8n/workflows';

export interface ScreenshotOptions {
	root: string;
	runtime: Runtime;
	/** Part of a picture's name; all pictures when left out. */
	only?: string;
}

const OWNER = { email: 'owner@example.com', password: 'Owner-of-1' };
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS =
	'--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage';
const SIZE = { width: 1440, height: 900 };
const LARGEST = 200_000;
const PATIENCE = 60_000;

type Shoot = (name: string) => Promise<void>;
type Scene = (page: Page, shoot: Shoot) => Promise<void>;

const REFUSED = 'refusedByTheNode';
const CSV = 'servicego-csv-to-contacts';

/** Pictures of the nodes in the editor of a real n8n, into docs/screenshots. */
export async function takeScreenshots({
	root,
	runtime,
	only = '',
}: ScreenshotOptions): Promise<void> {
	const executablePath = process.env.CHROMIUM ?? BROWSERS.find(existsSync);
	if (!executablePath) {
		const text = 'No Chromium found: apt-get install chromium fonts-noto-cjk, or set CHROMIUM.';
		throw Object.assign(new Error(text), { clear: true });
	}
	const into = path.join(root, 'docs', 'screenshots');
	mkdirSync(into, { recursive: true });
	const folder = mkdtempSync(path.join(os.tmpdir(), 'n8n-crm-pack-pictures-'));
	const home = path.join(folder, 'home');
	const emulator = await startServiceGo({ quotaPerMinute: 100_000, seed: demoSeed });
	let n8n: N8n | undefined;
	let browser: Browser | undefined;
	try {
		await installTarball(home, await packTarball(root, folder));
		n8n = await startN8n({
			runtime,
			home,
			logFile: path.join(folder, 'n8n.log'),
			port: await freePort(),
		});
		await n8n.rest.signIn(OWNER);
		const workflows = await prepare(n8n, root, emulator.url);
		selectors.setTestIdAttribute('data-test-id');
		browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
		const context = await browser.newContext({ viewport: SIZE, baseURL: n8n.base });
		context.setDefaultTimeout(PATIENCE);
		const page = await context.newPage();
		await signIn(page);
		for (const [name, scene] of Object.entries(scenes(workflows))) {
			if (!name.includes(only)) continue;
			await scene(page, async (part) => await shoot(page, into, part)).catch(async (error) => {
				await page.screenshot({ path: path.join(os.tmpdir(), 'screenshot-failed.png') });
				throw error;
			});
		}
	} finally {
		await browser?.close();
		await n8n?.stop();
		await emulator.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The examples, with a wrong token beside the right credential; answers them by name. */
async function prepare(
	{ rest }: N8n,
	root: string,
	emulatorUrl: string,
): Promise<Map<string, Workflow>> {
	const credentials = readCredentials(root, { serviceGo: emulatorUrl });
	const ids = await saveCredentials(rest, credentials);
	const [good] = credentials;
	const bad = {
		...good,
		id: 'wrong',
		name: 'ServiceGo (wrong token)',
		data: { ...good.data, apiToken: 'wrong' },
	};
	await saveCredentials(rest, [bad]);
	const workflows = readExamples(root);
	for (const workflow of workflows.values()) {
		await saveWorkflow(rest, withCredentials({ ...workflow, active: false }, ids));
	}
	await saveWorkflow(rest, withCredentials(refused(workflows), ids));
	return workflows;
}

/** A contact with an option that the field does not have. */
function refused(workflows: Map<string, Workflow>): Workflow {
	const csv = workflows.get(CSV);
	const upsert = csv?.nodes.find(({ name }) => name === 'Create or Update Contact');
	const start = csv?.nodes.find(({ name }) => name === 'Start');
	if (!upsert || !start) throw new Error(`examples/${CSV}.json has other nodes than expected`);
	const { fields } = upsert.parameters as { fields: { schema: Array<{ id: string }> } };
	const value = { name: '王伟', gender: '未知' };
	const schema = fields.schema.map((column) => ({ ...column, removed: !(column.id in value) }));
	const parameters = {
		objectType: upsert.parameters.objectType,
		fields: { ...fields, value, schema },
	};
	return {
		id: REFUSED,
		name: 'Refused by the node',
		nodes: [start, { ...upsert, name: 'Create Contact', parameters, onError: undefined }],
		connections: { Start: { main: [[{ node: 'Create Contact', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

function scenes(workflows: Map<string, Workflow>): Record<string, Scene> {
	const idOf = (name: string) => String(workflows.get(name)?.id);
	return {
		upsert: async (page, shoot) => {
			await openWorkflow(page, idOf(CSV));
			await page.getByTestId('execute-workflow-button').first().click();
			await page.getByText('Workflow executed successfully').first().waitFor();
			await settled(page, 6000);
			await shoot('example-csv-to-contacts');
			// stays on the page, where the run's data is
			await openPanel(page, 'Create or Update Contact');
			await settled(page);
			await shoot('servicego-upsert');
			await scrollPanel(page, 4000);
			await shoot('servicego-upsert-end');
		},
		'get-many': async (page, shoot) => {
			await openWorkflow(page, idOf(CSV));
			await openPanel(page, 'Search: Any');
			await settled(page);
			await shoot('servicego-get-many');
			for (const [index, kind] of ['list', 'number'].entries()) {
				const operator = page.getByTestId('parameter-input-operator').nth(index);
				await operator.scrollIntoViewIfNeeded();
				await operator.click();
				await settled(page);
				await shoot(`servicego-get-many-operators-of-a-${kind}`);
				await page.keyboard.press('Escape');
			}
			await scrollPanel(page, 4000);
			await shoot('servicego-get-many-end');
		},
		credential: async (page, shoot) => {
			await openCredential(page, 'ServiceGo (emulator)');
			await shoot('servicego-credential');
			await openCredential(page, 'ServiceGo (wrong token)');
			await page.getByText('More details').click();
			await settled(page);
			await shoot('servicego-credential-wrong-token');
		},
		error: async (page, shoot) => {
			await openWorkflow(page, REFUSED);
			await openPanel(page, 'Create Contact');
			await page.getByTestId('node-execute-button').first().click();
			await settled(page, 4000);
			await shoot('servicego-error');
		},
		others: async (page, shoot) => {
			await openWorkflow(page, idOf('servicego-webhook-update'));
			await shoot('example-webhook-update');
			await openWorkflow(page, idOf('servicego-custom-request'));
			await shoot('example-custom-request');
			await openPanel(page, 'Custom Request');
			await settled(page);
			await shoot('servicego-custom-request');
		},
	};
}

async function signIn(page: Page): Promise<void> {
	await page.goto('/signin', { waitUntil: 'domcontentloaded' });
	await page
		.locator('input[name="emailOrLdapLoginId"], input[type="email"]')
		.first()
		.fill(OWNER.email);
	await page.locator('input[type="password"]').fill(OWNER.password);
	await page
		.getByRole('button', { name: /sign in/i })
		.first()
		.click();
	await page.waitForURL((url) => !url.pathname.includes('signin'));
}

async function openWorkflow(page: Page, id: string): Promise<void> {
	await page.goto('/home/workflows', { waitUntil: 'domcontentloaded' });
	await page.goto(`/workflow/${id}`, { waitUntil: 'domcontentloaded' });
	await page.getByTestId('canvas-node').first().waitFor({ state: 'attached' });
	await settled(page);
}

async function openPanel(page: Page, node: string): Promise<void> {
	await page
		.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`)
		.locator('[data-test-id="canvas-default-node"]')
		.dblclick();
	await page.getByTestId('ndv').or(page.locator('.ndv-wrapper')).first().waitFor();
}

async function openCredential(page: Page, name: string): Promise<void> {
	await page.goto('/home/credentials', { waitUntil: 'domcontentloaded' });
	await page.getByText(name, { exact: true }).first().click();
	await settled(page, 4000);
}

async function scrollPanel(page: Page, pixels: number): Promise<void> {
	await page.mouse.move(SIZE.width / 2, SIZE.height * 0.8);
	await page.mouse.wheel(0, pixels);
	await settled(page);
}

/** Lists that the panel loads have come, and its animations have ended. */
async function settled(page: Page, ms = 1500): Promise<void> {
	await page.waitForLoadState('networkidle').catch(() => undefined);
	await page.waitForTimeout(ms);
}

async function shoot(page: Page, into: string, name: string): Promise<void> {
	const file = path.join(into, `${name}.png`);
	await page.screenshot({ path: file });
	const { size } = statSync(file);
	console.log(`${path.basename(file)}: ${Math.round(size / 1000)} kB`);
	if (size > LARGEST) throw new Error(`${file} has ${size} bytes`);
}
