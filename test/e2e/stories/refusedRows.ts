/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { startHubSpot } from '../../emulator/hubSpot';
import type { Execution } from '../n8n/runData';
import { itemsOf } from '../n8n/runData';
import { badRows, hubSpotRows } from '../people';
import type { Story } from '../story';

const UPSERT = 'Create or Update';

/** The error branch catches exactly the three bad rows of 500, whichever way HubSpot refuses them. */
export const refusedRows: Story = {
	name: 'refused-rows',
	run: async ({ use, connect, example, save, runFromEditor }) => {
		const emulator = use(await startHubSpot());
		await connect({ hubSpot: emulator });
		const workflow = { ...example('hubspot-refused-rows'), id: 'refusedStory' };
		await save(workflow);
		// an answer for each row, or one refusal for all 100, which is halved until the bad row is alone
		for (const [reading, most] of [
			['perRow', 5],
			['whole', 40],
		] as const) {
			emulator.reset();
			emulator.switches.badRows = reading;
			const execution = await runFromEditor(workflow.id, 'Start');
			assert.equal(execution.status, 'success', execution.error?.message);
			checkBranches(execution);
			const writes = emulator.log.of('POST', /\/batch\/upsert$/).length;
			assert.ok(writes >= 5 && writes <= most, `${reading}: ${writes} requests`);
			const stored = [...(emulator.store.records.get('0-1')?.values() ?? [])];
			assert.deepEqual(
				stored.map(({ values }) => values.get('email')).sort(),
				good().map(({ email }) => email),
			);
		}
	},
};

const good = () => hubSpotRows().filter((_, index) => !badRows.has(index));

function checkBranches(execution: Execution): void {
	const rowOf = ({ pairedItem }: { pairedItem?: unknown }) => (pairedItem as { item: number }).item;
	const written = itemsOf(execution, UPSERT);
	const refused = itemsOf(execution, UPSERT, { output: 1 });
	assert.deepEqual(refused.map(rowOf), [...badRows.keys()], 'exactly the bad rows');
	assert.deepEqual(
		written.map(rowOf),
		hubSpotRows().flatMap((_, index) => (badRows.has(index) ? [] : [index])),
		'every other row',
	);
	assert.deepEqual(
		written.map(({ json }) => json.email),
		good().map(({ email }) => email),
	);
	for (const [place, [index, { reason, by }]] of [...badRows].entries()) {
		const { email, error, details } = refused[place].json;
		assert.equal(email, hubSpotRows()[index].email);
		assert.match(String(error), reason);
		const { item, outcome, code } = details as Record<string, unknown>;
		assert.deepEqual([item, outcome], [index, 'failed']);
		assert.equal(code, by === 'HubSpot' ? 'VALIDATION_ERROR' : undefined);
	}
	const report = itemsOf(execution, 'Refused Rows').map(({ json }) => [json.row, json.email]);
	const bad = [...badRows.keys()];
	assert.deepEqual(
		report,
		// the header is row 1
		bad.map((index) => [index + 2, hubSpotRows()[index].email]),
	);
	assert.equal(itemsOf(execution, 'Refused to File')[0].binary?.data !== undefined, true);
}
