import type { Locator, Page } from 'playwright-core';

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
