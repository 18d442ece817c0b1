import type { Page } from 'playwright-core';
import { chooseFrom, entriesOf, labelled, taken } from './dropdown';

/** The panel of the node that is open, used as a person does: by labels and names. */
export interface Panel {
	/** Types into a parameter or a column of the mapper. */
	type: (label: string, text: string) => Promise<void>;
	/** Opens a dropdown, and leaves it open; answers the names that it offers. */
	offered: (label: string) => Promise<string[]>;
	/** Chooses from a dropdown, which may be open already. */
	choose: (label: string, name: string) => Promise<void>;
	/** Types into the searched list of a resource locator and takes the entry of that name. */
	pick: (label: string, typed: string, name: string) => Promise<void>;
	/** Opens the list of a resource locator that cannot be loaded; answers what stands there instead. */
	listError: (label: string) => Promise<string>;
	/** Waits until the field mapper shows a column; answers the labels of all. */
	columns: (label: string) => Promise<string[]>;
	/** Lets the field mapper show one more column. */
	addColumn: (label: string) => Promise<void>;
	/** Adds a row to a collection by its button. */
	addRow: (button: string) => Promise<void>;
	/** Labels of the parameters. */
	labels: () => Promise<string[]>;
	/** Runs the step; answers the rows of the output's table, by column name. */
	rows: () => Promise<Array<Record<string, string>>>;
	/** Runs the step; answers the error as the output shows it. */
	error: () => Promise<string>;
	/** Scrolls a parameter into sight. */
	show: (label: string) => Promise<void>;
	/** The text of the whole panel. */
	text: () => Promise<string>;
}

export function panelOn(page: Page): Panel {
	const panel = page.getByTestId('ndv');
	const output = panel.getByTestId('output-panel');
	const toast = page.locator('.el-notification');

	/** The last one of several is the newest row of a collection. */
	const parameter = (label: string) =>
		panel
			.getByTestId('input-label')
			.filter({ has: labelled(page, label) })
			.last();

	/** The end of a run is told by a message in the corner. */
	async function run(): Promise<string> {
		await dismissToasts(page);
		await panel.getByTestId('node-execute-button').click();
		const told = toast.filter({ hasText: /executed successfully|Problem in node/ }).first();
		await told.waitFor();
		const text = await told.innerText();
		await dismissToasts(page);
		return text;
	}

	return {
		type: async (label, text) => {
			await parameter(label).locator('input, textarea').last().fill(text);
			await taken(page);
		},
		offered: async (label) => {
			const texts = await (await entriesOf(page, parameter(label))).allInnerTexts();
			// the second line is the description
			return texts.map((text) => text.split('\n')[0].trim());
		},
		choose: async (label, name) => await chooseFrom(page, parameter(label), name),
		pick: async (label, typed, name) => {
			await parameter(label).getByTestId('rlc-input').click();
			await page
				.locator('input[data-test-id="rlc-search"], [data-test-id="rlc-search"] input')
				.fill(typed);
			const entry = page.getByTestId('rlc-item').filter({ hasText: name });
			await entry.first().click();
			await entry.first().waitFor({ state: 'hidden' });
		},
		listError: async (label) => {
			await parameter(label).getByTestId('rlc-input').click();
			const text = await page.getByTestId('rlc-error-container').innerText();
			await panel.getByText('Resource', { exact: true }).click();
			return text.replace(/\s+/g, ' ');
		},
		columns: async (label) => {
			await parameter(label).waitFor();
			const names = await panel
				.getByTestId('resource-mapper-container')
				.locator('label')
				.allInnerTexts();
			const [, , ...columns] = names.map((text) => text.split('\n')[0].trim());
			return columns;
		},
		addColumn: async (label) => {
			await panel.getByTestId('add-fields-select').getByRole('button').click();
			await page
				.getByRole('menuitem')
				.filter({ has: page.getByText(label, { exact: true }) })
				.click();
			await parameter(label).waitFor();
		},
		addRow: async (button) =>
			await panel.getByRole('button', { name: button, exact: true }).click(),
		labels: async () => {
			const texts = await panel.getByTestId('input-label').locator('label').allInnerTexts();
			return texts.map((text) => text.split('\n')[0].trim());
		},
		rows: async () => {
			const told = await run();
			if (!told.includes('success'))
				throw new Error(`the step failed: ${await output.innerText()}`);
			const names = await output.locator('thead th').allInnerTexts();
			const rows = await output.locator('tbody tr').all();
			return await Promise.all(
				rows.map(async (row) => {
					const cells = await row.locator('td').allInnerTexts();
					return Object.fromEntries(
						names.map((name, at) => [name.trim(), cells[at]?.trim() ?? '']),
					);
				}),
			);
		},
		error: async () => {
			const told = await run();
			if (told.includes('success')) throw new Error('the step went well, and should have failed');
			return await output.getByTestId('node-error-message').innerText();
		},
		show: async (label) => await parameter(label).scrollIntoViewIfNeeded(),
		text: async () => await panel.innerText(),
	};
}

/** Messages lie over the panel. */
export async function dismissToasts(page: Page): Promise<void> {
	const toasts = page.locator('.el-notification');
	// by script: one may go away while it is clicked
	await toasts.locator('.el-notification__closeBtn').evaluateAll((buttons) => {
		for (const button of buttons) (button as HTMLElement).click();
	});
	await toasts.first().waitFor({ state: 'hidden' });
}
