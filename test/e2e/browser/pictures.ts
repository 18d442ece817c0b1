/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { dismissToasts } from './panel';
import type { Shoot } from './walk';

const LARGEST = 150_000;

/** Takes pictures named `<prefix>-<name>.png` into a folder; without a folder it takes none. */
export function shootInto(folder: string | undefined, page: Page, prefix: string): Shoot {
	if (folder === undefined) return async () => {};
	return async (name) => {
		mkdirSync(folder, { recursive: true });
		const file = path.join(folder, `${prefix}-${name}.png`);
		await dismissToasts(page);
		await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
		const { size } = statSync(file);
		console.log(`  ${path.basename(file)}: ${Math.round(size / 1000)} kB`);
		if (size > LARGEST) throw new Error(`${file} has ${size} bytes, and ${LARGEST} are enough`);
	};
}
