import type { BrowserContext, Page } from 'playwright-core';
import { chromium, selectors } from 'playwright-core';
import type { Owner } from '../n8n/rest';
import { credentialDialog } from './credentialDialog';
import { nodesPanel } from './nodesPanel';
import { panelOn } from './panel';
import { collectProblems, type Problems } from './problems';

/** n8n's editor in a headless browser, with its owner signed in. */
export interface Editor {
	page: Page;
	problems: Problems;
	nodes: ReturnType<typeof nodesPanel>;
	panel: ReturnType<typeof panelOn>;
	credential: ReturnType<typeof credentialDialog>;
	close: () => Promise<void>;
}

export interface EditorOptions {
	/** The browser's program. */
	chromium: string;
	/** n8n's address. */
	base: string;
	owner: Owner;
}

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage',
];
const SIZE = { width: 1440, height: 900 };
const PATIENCE = 30_000;

export async function openEditor({
	chromium: program,
	base,
	owner,
}: EditorOptions): Promise<Editor> {
	// n8n's spelling; playwright's own is data-testid
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath: program, args: FLAGS });
	try {
		const context = await browser.newContext({ viewport: SIZE, baseURL: base });
		context.setDefaultTimeout(PATIENCE);
		const problems = collectProblems(context);
		const page = await signIn(context, owner);
		return {
			page,
			problems,
			nodes: nodesPanel(page),
			panel: panelOn(page),
			credential: credentialDialog(page),
			close: async () => await browser.close(),
		};
	} catch (error) {
		await browser.close();
		return await Promise.reject(error);
	}
}

async function signIn(context: BrowserContext, { email, password }: Owner): Promise<Page> {
	const page = await context.newPage();
	await page.goto('/signin', { waitUntil: 'domcontentloaded' });
	await page.locator('input[type="email"]').fill(email);
	await page.locator('input[type="password"]').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => !url.pathname.includes('signin'));
	return page;
}
