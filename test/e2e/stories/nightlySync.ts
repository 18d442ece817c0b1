/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHubSpot, type HubSpotEmulator } from '../../emulator/hubSpot';
import { startZohoCrm } from '../../emulator/zohoCrm';
import { executionsOf } from '../n8n/runData';
import type { Workflow } from '../n8n/workflows';
import { activate } from '../n8n/workflows';
import type { Context, Story } from '../story';

const SECONDS = 5;
const MANY = 120;

/** A schedule moves all contacts once, then only what changed; a refused row is told, and tried again. */
export const nightlySync: Story = {
	name: 'nightly-sync',
	run: async (context) => {
		const { use, connect, example, save } = context;
		const zoho = use(await startZohoCrm());
		const hub = use(await startHubSpot());
		await connect({ zohoCrm: zoho, hubSpot: hub });
		const { seed } = zoho;
		const start = Date.now() - 3_600_000;
		const ids = contacts(MANY).flatMap((row, index) =>
			seed.records('Contacts', [row], { modified: start + index * 1000 }),
		);
		const workflow = { ...often(example('nightly-sync')), id: 'nightlyStory' };
		await save(workflow);
		const next = firing(context, workflow.id);
		const moves = async (...emails: string[]) =>
			assert.deepEqual(await next(), { moved: emails, errors: [] });
		await moves(...contacts(MANY).map(({ Email }) => Email));
		// nothing has changed
		await moves();

		seed.update('Contacts', ids[3], { First_Name: 'Renamed' });
		seed.update('Contacts', ids[7], { Mobile: '13811112222' });
		const [added = ''] = seed.records('Contacts', [{ Last_Name: 'New', Email: 'new@b.cd' }]);
		await moves('c003@b.cd', 'c007@b.cd', 'new@b.cd');
		// each change moves once
		await moves();

		// again within the very second that was the newest of the last run
		const { modified } = zoho.store.records.get('Contacts')?.get(added) ?? { modified: 0 };
		seed.update('Contacts', added, { First_Name: 'Brand' });
		seed.set('Contacts', added, { modified });
		await moves('new@b.cd');
		assert.equal(writtenTo(hub), MANY + 4, 'HubSpot got what changed, and nothing else');

		seed.update('Contacts', ids[9], { Email: 'bad@' });
		seed.update('Contacts', ids[10], { First_Name: 'Good' });
		const failed = await next();
		assert.equal(failed.moved[0], 'c010@b.cd', 'the good row is written');
		assert.match(failed.errors[0], /1 contacts were refused, the first \(bad@\): .*is invalid/);
		seed.update('Contacts', ids[9], { Email: 'mended@b.cd' });
		const { moved } = await next();
		assert.deepEqual([...new Set(moved)], ['c010@b.cd', 'mended@b.cd'], 'both are tried again');

		await moves();
		const held = [...(hub.store.records.get('0-1')?.values() ?? [])];
		assert.equal(held.length, MANY + 2, 'nobody is there twice');
	},
};

const writtenTo = ({ log }: HubSpotEmulator): number =>
	log
		.of('POST', /\/batch\/upsert$/)
		.reduce((sum, { body }) => sum + (body as { inputs: unknown[] }).inputs.length, 0);

const contacts = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		Last_Name: `Contact ${index}`,
		Email: `c${String(index).padStart(3, '0')}@b.cd`,
	}));

/** The same workflow with a faster clock. */
function often(workflow: Workflow): Workflow {
	const rule = { interval: [{ field: 'seconds', secondsInterval: SECONDS }] };
	const nodes = workflow.nodes.map((node) =>
		node.type.endsWith('.scheduleTrigger') ? { ...node, parameters: { rule } } : node,
	);
	return { ...workflow, nodes };
}

interface Runs {
	/** Emails of the contacts that HubSpot took, in all runs since the last question. */
	moved: string[];
	/** What the failed ones said. */
	errors: string[];
}

/**
 * Switches the schedule on for one firing, and answers what the runs since the last question have done. A run that
 * takes longer than the interval would meet the next one, which nights do not.
 */
function firing({ n8n: { rest }, readExecution }: Context, id: string): () => Promise<Runs> {
	const seen = new Set<string>();
	const fresh = async () => (await executionsOf(rest, id)).filter((run) => !seen.has(run.id));
	return async () => {
		const { versionId } = await rest.get<{ versionId: string }>(`/rest/workflows/${id}`);
		await activate(rest, id, versionId);
		await until(async () => (await fresh()).length > 0);
		await rest.post(`/rest/workflows/${id}/deactivate`);
		const over = ({ status }: { status: string }) => ['success', 'error'].includes(status);
		await until(async () => (await fresh()).every(over));
		const runs: Runs = { moved: [], errors: [] };
		for (const { id: execution } of await fresh()) {
			seen.add(execution);
			const { error, runData } = await readExecution(execution);
			const rows = runData['HubSpot: Create or Update']?.[0]?.data?.main[0] ?? [];
			runs.moved.push(...rows.map(({ json }) => String(json.email)));
			if (error) runs.errors.push(error.message);
		}
		runs.moved.sort();
		return runs;
	};
}

async function until(done: () => Promise<boolean>): Promise<void> {
	const end = Date.now() + 90_000;
	while (!(await done())) {
		if (Date.now() > end) throw new Error('the schedule did not fire, or its run did not end');
		await sleep(100);
	}
}
