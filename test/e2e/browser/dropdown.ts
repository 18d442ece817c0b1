import type { Locator, Page } from 'playwright-core';

/** The label with that text; a required parameter has a star behind it. */
export function labelled(page: Page, text: string): Locator {
	const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const exact = new RegExp(`^\\s*${escaped}\\s*\\*?\\s*$`);
	return page.locator('label').filter({ has: page.getByText(exact) });
}

const DEBOUNCE = 250;

/** n8n takes typed text over after a tenth of a second, sooner than a person can press the next button. */
export const taken = async (page: Page) => await page.waitForTimeout(DEBOUNCE);

/** Opens a dropdown unless it is open; its entries hang elsewhere in the page. */
export async function entriesOf(page: Page, holder: Locator): Promise<Locator> {
	const box = holder.getByRole('combobox').first();
	if ((await box.getAttribute('aria-expanded')) !== 'true') await box.click();
	const list = page.locator(`[id="${await box.getAttribute('aria-controls')}"]`);
	await list.getByRole('option').first().waitFor();
	return list.getByRole('option');
}

export async function chooseFrom(page: Page, holder: Locator, name: string): Promise<void> {
	const entries = await entriesOf(page, holder);
	await entries
		.filter({ has: page.getByText(name, { exact: true }) })
		.first()
		.click();
	await entries.first().waitFor({ state: 'hidden' });
}
