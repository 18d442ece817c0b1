/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IDataObject } from 'n8n-workflow';
import assert from 'node:assert/strict';
import type { ServiceGoEmulator } from '../../emulator/serviceGo';
import { demoSeed, startServiceGo } from '../../emulator/serviceGo';
import { accepted, contacts, csvOf, flaws, type Contact } from '../contacts';
import type { Execution, Item } from '../n8n/runData';
import { itemsOf } from '../n8n/runData';
import type { Workflow } from '../n8n/workflows';
import type { Story } from '../story';

const UPSERT = 'Create or Update Contact';
const QUOTA = 600_000;

/** 500 rows of a CSV: 493 contacts with organization and a file, 7 refusals, and the searches that find them again. */
export const csvToServiceGo: Story = {
	name: 'csv-to-servicego',
	run: async ({ use, connect, example, save, runByCli }) => {
		const emulator = use(await startServiceGo({ quotaPerMinute: QUOTA, seed: demoSeed }));
		const before = contactsIn(emulator).length;
		await connect({ serviceGo: emulator }, { serviceGoApi: { requestsPerMinute: QUOTA } });
		const workflow = { ...example('servicego-csv-to-contacts'), id: 'csvStory' };
		assert.equal(csvIn(workflow), csvOf(contacts()), 'npx tsx test/e2e/writeContacts.ts is due');
		await save(workflow);

		const first = await runByCli(workflow.id);
		assert.equal(first.status, 'success', first.error?.message);
		checkRows(first);
		checkDone(first, { created: true });
		checkErrors(first);
		checkStore(emulator, before);
		checkFile(emulator, first);
		checkSearches(first);

		// again: every contact is found by its unique field, and none is made twice
		const second = await runByCli(workflow.id);
		checkDone(second, { created: false });
		checkErrors(second);
		checkStore(emulator, before);
	},
};

function csvIn({ nodes }: Workflow): unknown {
	const assignments = nodes.find(({ name }) => name === 'Contacts (CSV)')?.parameters
		.assignments as { assignments: Array<{ value: unknown }> };
	return assignments.assignments[0].value;
}

/** n8n's own CSV node has read commas, quotes and line breaks as they were meant. */
function checkRows(execution: Execution): void {
	assert.deepEqual(jsonOf(itemsOf(execution, 'Read Rows')), contacts());
}

function checkDone(execution: Execution, { created }: { created: boolean }): void {
	const done = itemsOf(execution, UPSERT);
	assert.equal(done.length, contacts().length - flaws.size);
	assert.ok(done.every(({ json }) => json.created === created));
	assert.equal(new Set(done.map(({ json }) => json.id)).size, done.length);
	const rows = contacts().flatMap((_, index) => (flaws.has(index) ? [] : [index]));
	assert.deepEqual(done.map(rowOf), rows, 'every done item is linked to its row');
}

function checkErrors(execution: Execution): void {
	const errors = itemsOf(execution, UPSERT, { output: 1 });
	assert.deepEqual(errors.map(rowOf), [...flaws.keys()], 'every error item is linked to its row');
	const listed = itemsOf(execution, 'Refused Rows');
	for (const [place, [index, { reason }]] of [...flaws].entries()) {
		const failed = errors[place].json;
		assert.match(String(failed.error), reason);
		assert.deepEqual(
			[failed.no, (failed.details as IDataObject).item, (failed.details as IDataObject).outcome],
			[contacts()[index].no, index, 'failed'],
			'an error item holds its row and what became of it',
		);
		const { json } = listed[place];
		// the header is row 1
		assert.deepEqual([json.row, json.no], [index + 2, contacts()[index].no]);
		assert.match(String(json.reason), reason);
	}
	assert.equal(listed.length, flaws.size);
}

function checkStore(emulator: ServiceGoEmulator, before: number): void {
	const stored = contactsIn(emulator);
	assert.equal(stored.length, before + accepted().length);
	const byNumber = new Map(stored.map((record) => [record.values.get('weiyibiaoshi'), record]));
	assert.equal(byNumber.size, stored.length, 'no contact is there twice');
	const organizations = new Map(
		[...emulator.store.records.values()]
			.filter(({ object }) => object === 'organization')
			.map(({ id, values }) => [values.get('sysOrganizationNo'), String(id)]),
	);
	for (const row of accepted()) {
		const values = byNumber.get(row.no)?.values;
		assert.deepEqual(
			[values?.get('name'), values?.get('remark') ?? '', values?.get('tags') ?? ''],
			[row.name, row.remark, row.tags],
		);
		assert.equal(values?.get('phone'), row.phone.replace(/^\+86|\s/g, ''));
		assert.equal(values?.get('organization'), organizations.get(row.organization));
	}
}

function checkFile(emulator: ServiceGoEmulator, execution: Execution): void {
	const [{ json: first }] = itemsOf(execution, UPSERT);
	const [{ json: uploaded }] = itemsOf(execution, 'Upload Note to Contact');
	assert.equal(uploaded.attached, true);
	const attachments = emulator.store.records.get(Number(first.id))?.attachments ?? [];
	assert.deepEqual(
		attachments.map(({ file }) => file.name),
		['note.txt'],
	);
	assert.match(attachments[0].file.content.toString('utf8'), new RegExp(`contact ${first.id}\\.`));
}

/** The same questions asked of the rows; contacts that were there before may answer too. */
function checkSearches(execution: Execution): void {
	const found = (node: string) =>
		jsonOf(itemsOf(execution, node))
			.map(({ weiyibiaoshi }) => String(weiyibiaoshi))
			.sort();
	const wanted = (matches: (row: Contact) => boolean, others: string[] = []) =>
		[
			...others,
			...accepted()
				.filter(matches)
				.map(({ no }) => no),
		].sort();
	const score = ({ score: text }: Contact) => Number(text);

	const all = wanted((row) => row.gender === '女' && score(row) >= 50);
	assert.ok(all.length > 100);
	assert.deepEqual(found('Search: All'), all);
	const any = wanted((row) => row.tags.includes('老客户') || score(row) > 95, ['1301']);
	assert.ok(any.length > 100);
	assert.deepEqual(found('Search: Any'), any);
	const logic = wanted((row) => row.no === 'CSV-0001' || (row.gender === '男' && score(row) > 90));
	assert.ok(logic.length > 10);
	assert.deepEqual(found('Search: Logic'), logic);
}

const contactsIn = ({ store }: ServiceGoEmulator) =>
	[...store.records.values()].filter(({ object }) => object === 'contact');

const jsonOf = (items: Item[]) => items.map(({ json }) => json);

/** Index of the row that an item is linked to. */
const rowOf = ({ pairedItem }: Item) => (pairedItem as { item: number }).item;
