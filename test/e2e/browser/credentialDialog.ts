import type { Page } from 'playwright-core';
import { chooseFrom, labelled, taken } from './dropdown';

/** A field of a credential: its label, and the text to type or the name of the choice. */
export interface Filled {
	label: string;
	text?: string;
	choice?: string;
}

/** The dialog of a credential, opened from a node's panel. */
export interface CredentialDialog {
	/** Opens it for a new credential. */
	open: () => Promise<void>;
	/** Opens the credential that the node has. */
	reopen: () => Promise<void>;
	fill: (fields: Filled[]) => Promise<void>;
	/** Labels of the fields. */
	labels: () => Promise<string[]>;
	/** Everything that stands in it, but for what fields hold. */
	text: () => Promise<string>;
	/** Saves, and reads the red text with its details. */
	refusal: () => Promise<string>;
	/** Saves: the dialog of a credential that works goes away by itself. */
	save: () => Promise<void>;
	/** The green text of a test that went well. */
	success: () => Promise<string>;
	/** Presses the button that connects the account, or another one, and answers the window that opens. */
	connect: () => Promise<Page>;
	/** Waits until the dialog has gone away by itself. */
	gone: () => Promise<void>;
	/** Waits until the dialog says that the account is connected. */
	connected: () => Promise<void>;
	close: () => Promise<void>;
}

export function credentialDialog(page: Page): CredentialDialog {
	const dialog = page.getByTestId('editCredential-modal');
	const slot = page.getByTestId('node-credentials-slot');
	const all = dialog.getByTestId('credential-connection-parameter');
	const gone = async () => await dialog.waitFor({ state: 'hidden' });
	const field = (label: string) => all.filter({ has: labelled(page, label) });

	return {
		open: async () => {
			await slot.getByRole('button').first().click();
			await dialog.waitFor();
		},
		reopen: async () => {
			await slot.getByTestId('credential-edit-button').click();
			await dialog.waitFor();
		},
		fill: async (fields) => {
			for (const { label, text, choice } of fields) {
				if (choice === undefined)
					await field(label)
						.locator('input, textarea')
						.last()
						.fill(text ?? '');
				else await chooseFrom(page, field(label), choice);
			}
			await taken(page);
		},
		labels: async () => {
			const texts = await all.locator('label').allInnerTexts();
			return texts.map((text) => text.split('\n')[0].replace('*', '').trim());
		},
		text: async () => await dialog.innerText(),
		refusal: async () => {
			await dialog.getByTestId('credential-save-button').click();
			await dialog.getByText('More details').click();
			return await dialog.innerText();
		},
		save: async () => {
			await dialog.getByTestId('credential-save-button').click();
			await gone();
		},
		success: async () => {
			const text = dialog.getByText('Connection tested successfully');
			await text.waitFor();
			return await text.innerText();
		},
		connect: async () => {
			const button = dialog.getByRole('button', { name: /^(Connect|Switch account)/ });
			const [opened] = await Promise.all([page.waitForEvent('popup'), button.first().click()]);
			return opened;
		},
		gone,
		connected: async () => await dialog.getByText('Account connected').waitFor(),
		close: async () => {
			await dialog.getByRole('button', { name: 'Close' }).first().click();
			await gone();
		},
	};
}
