/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { filledFields } from './credentialFields';
import type { Editor } from './editor';
import type { Subject } from './subjects';

/** Takes a picture of what the browser shows, where pictures are wanted. */
export type Shoot = (name: string) => Promise<void>;

export interface Walk {
	editor: Editor;
	subject: Subject;
	/** What the credential's dialog is to save. */
	data: Record<string, unknown>;
	shoot: Shoot;
}

/** Uses one node as a person does who has never seen it. */
export async function walk(walked: Walk): Promise<void> {
	const { editor, subject } = walked;
	await editor.nodes.addAction(subject.node, 'Create a record');
	if (subject.wrong === 'consent') await connectByConsent(walked);
	else await connectByKeys(walked, subject.wrong);
	await seeColumns(walked);
	await createRecord(walked);
	await findRecord(walked);
}

/** Wrong first, then right. */
async function connectByKeys(
	{ editor: { credential }, subject, data, shoot }: Walk,
	wrong: { label: string; says: RegExp },
): Promise<void> {
	const fields = filledFields(subject.credential, data);
	const right = fields.filter(({ label }) => label === wrong.label);
	assert.equal(right.length, 1, `there is no field "${wrong.label}"`);
	await credential.open();
	await credential.fill([
		...fields.filter(({ label }) => label !== wrong.label),
		{ label: wrong.label, text: 'wrong' },
	]);
	assert.match(await credential.refusal(), wrong.says);
	await shoot('credential');
	await credential.fill(right);
	await credential.save();
	await credential.reopen();
	await credential.success();
	await credential.close();
}

/** The consent of a person in the vendor's own page; first with a wrong secret. */
async function connectByConsent({ editor, subject, data, shoot }: Walk): Promise<void> {
	const { credential, panel, problems } = editor;
	await credential.open();
	assert.match(
		await credential.text(),
		/OAuth Redirect URL\s+http\S+\/rest\/oauth2-credential\/callback/,
	);
	const labels = await credential.labels();
	for (const label of ['Data Center', 'Scopes', 'Client ID', 'Client Secret'])
		assert.ok(labels.includes(label), `the dialog has no "${label}", only: ${labels.join(', ')}`);
	const fields = filledFields(subject.credential, data);
	const secret = fields.filter(({ label }) => label === 'Client Secret');
	await credential.fill([
		...fields.filter((field) => !secret.includes(field)),
		{ label: 'Client Secret', text: 'wrong' },
	]);
	await consent(editor);
	await credential.gone();
	// n8n takes Zoho's refusal for a token and calls the account connected: the node tells the truth
	assert.match(await panel.listError(subject.label), /invalid_client_secret.* check "Client ID"/);
	assert.equal(problems.take().length, 1, 'the list that could not be loaded');
	await credential.reopen();
	await credential.fill(secret);
	await consent(editor);
	await credential.connected();
	await shoot('credential');
	await credential.close();
}

async function consent({ credential }: Editor): Promise<void> {
	const window = await credential.connect();
	// the editor closes it when n8n has the answer
	await Promise.all([window.waitForEvent('close'), window.getByText('Accept').click()]);
}

/** The mapper shows the object's own columns, and others for another object. */
async function seeColumns({
	editor: { panel },
	subject: { label, object, other },
}: Walk): Promise<void> {
	assert.doesNotMatch(await panel.text(), /No fields found/);
	await panel.pick(label, other.typed, other.name);
	const others = await panel.columns(other.column);
	await panel.pick(label, object.typed, object.name);
	const own = await panel.columns(object.column);
	assert.notDeepEqual(own, others);
	assert.ok(!own.includes(other.column), `${object.name} has the column ${other.column}`);
}

/** A value that does not fit is told by its parameter's name; the right one makes a record. */
async function createRecord({ editor: { panel }, subject, shoot }: Walk): Promise<void> {
	const { values, misfit, found } = subject;
	for (const { column, text, added } of values) {
		if (added) await panel.addColumn(column);
		await panel.type(column, text);
	}
	await panel.type(misfit.column, misfit.text);
	assert.match(await panel.error(), misfit.says);
	await shoot('error');
	const right = values.find(({ column }) => column === misfit.column);
	await panel.type(misfit.column, right?.text ?? '');
	assert.equal((await panel.rows()).length, 1, 'one record is created');
	await shoot('create');
	assert.ok(found);
}

/** Each row of the conditions offers the operators of its own field. */
async function findRecord({ editor: { panel }, subject, shoot }: Walk): Promise<void> {
	await panel.choose('Operation', subject.search);
	for (const { field, operator, value, has, lacks } of subject.conditions) {
		await panel.addRow('Add Condition');
		await panel.choose('Field Name or ID', field);
		const offered = await panel.offered('Operator Name or ID');
		assert.ok(offered.includes(has), `${field} has no "${has}", only: ${offered.join(', ')}`);
		assert.ok(!offered.includes(lacks), `${field} has "${lacks}"`);
		await panel.choose('Operator Name or ID', operator);
		await panel.type('Value', value);
	}
	const { searchIn } = subject;
	if (searchIn) await panel.pick(searchIn.label, searchIn.typed, searchIn.name);
	const rows = await panel.rows();
	await shoot('search');
	const wanted = JSON.stringify(subject.found);
	const seen = rows.map((row) =>
		JSON.stringify(Object.fromEntries(Object.keys(subject.found).map((name) => [name, row[name]]))),
	);
	assert.ok(seen.includes(wanted), `no row ${wanted} in: ${JSON.stringify(rows)}`);
}
