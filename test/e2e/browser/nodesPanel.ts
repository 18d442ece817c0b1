/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** A new workflow, and the panel that adds nodes to it. */
export interface NodesPanel {
	/** Finds a node by typing its name and drags one of its actions onto the canvas; its own panel is open then. */
	addAction: (node: string, action: string) => Promise<void>;
	/** Finds a trigger by typing its name and adds it; its own panel is open then. */
	addTrigger: (node: string) => Promise<void>;
}

/** On the canvas, left of the panel. */
const PLACE = { x: 320, y: 420 };

export function nodesPanel(page: Page): NodesPanel {
	const panel = page.getByTestId('node-creator');
	const entries = panel.getByTestId('item-iterator-item');
	const named = (name: string) =>
		entries.filter({
			has: page.getByTestId('node-creator-item-name').and(page.getByText(name, { exact: true })),
		});

	/** n8n lists a node and its `…Trigger` as one, under the node's name. */
	async function find(name: string): Promise<void> {
		await page.goto('/workflow/new', { waitUntil: 'domcontentloaded' });
		await page.getByTestId('canvas-add-button').click();
		await panel.getByTestId('node-creator-search-bar').fill(name);
		// n8n has a "Zoho CRM" of its own
		const ours = page.locator('img[src*="/n8n-nodes-crm-pack/"]');
		const entry = named(name)
			.or(named(name.replace(/ Trigger$/, '')))
			.filter({ has: ours })
			.first();
		await entry.waitFor();
		await checkIcon(entry, name);
		await entry.click();
		await panel.getByText('Node details').waitFor();
	}

	return {
		addAction: async (node, action) => {
			await find(node);
			const actions = panel
				.getByTestId('node-creator-category-item')
				.filter({ hasText: /^\s*Actions/ });
			await actions.waitFor();
			// closed where the node has a trigger
			if (!(await named(action).isVisible())) await actions.click();
			await named(action).dragTo(page.getByTestId('canvas-wrapper'), { targetPosition: PLACE });
			await page.getByTestId('ndv').waitFor();
		},
		addTrigger: async (node) => {
			await find(node);
			const whole = panel.getByRole('button', { name: 'Add to workflow' });
			// n8n calls each event "On …"; the list of found nodes may still be sliding away
			const event = entries.filter({ hasText: /^\s*On / });
			await whole.or(event.first()).first().click();
			await page.getByTestId('ndv').waitFor();
		},
	};
}

/** An icon that cannot be loaded has no size. */
async function checkIcon(entry: Locator, name: string): Promise<void> {
	const icon = entry.locator('img').first();
	await icon.waitFor();
	const width = await icon.evaluate(async (image: HTMLImageElement) => {
		await image.decode().catch(() => undefined);
		return image.naturalWidth;
	});
	assert.ok(width > 0, `the icon of ${name} cannot be shown`);
}
