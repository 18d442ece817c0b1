/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { startHubSpot, type HubSpotEmulator } from '../../emulator/hubSpot';
import { startZohoCrm } from '../../emulator/zohoCrm';
import type { Workflow } from '../n8n/workflows';
import { activate } from '../n8n/workflows';
import type { Context, Story } from '../story';

const SECONDS = 2;
const MANY = 120;

/** A schedule moves all contacts once, then only what changed; a refused row is told, and tried again. */
export const nightlySync: Story = {
	name: 'nightly-sync',
	run: async (context) => {
		const { use, connect, example, save, n8n } = context;
		const zoho = use(await startZohoCrm());
		const hub = use(await startHubSpot());
		await connect({ zohoCrm: zoho, hubSpot: hub });
		const { seed } = zoho;
		const start = Date.now() - 3_600_000;
		const ids = contacts(MANY).flatMap((row, index) =>
			seed.records('Contacts', [row], { modified: start + index * 1000 }),
		);
		const workflow = { ...often(example('nightly-sync')), id: 'nightlyStory', active: true };
		await save(workflow);
		const next = async () => await run(context, workflow.id, hub);
		try {
			assert.deepEqual(await next(), { moved: contacts(MANY).map(({ Email }) => Email) });
			assert.deepEqual(await next(), { moved: [] }, 'nothing has changed');

			seed.update('Contacts', ids[3], { First_Name: 'Renamed' });
			seed.update('Contacts', ids[7], { Mobile: '13811112222' });
			const [added = ''] = seed.records('Contacts', [{ Last_Name: 'New', Email: 'new@b.cd' }]);
			assert.deepEqual(await next(), {
				moved: ['c003@b.cd', 'c007@b.cd', 'new@b.cd'],
			});
			assert.deepEqual(await next(), { moved: [] }, 'each change moves once');

			// again within the very second that was the newest of the last run
			const { modified } = zoho.store.records.get('Contacts')?.get(added) ?? { modified: 0 };
			seed.update('Contacts', added, { First_Name: 'Brand' });
			seed.set('Contacts', added, { modified });
			assert.deepEqual(await next(), { moved: ['new@b.cd'] });

			seed.update('Contacts', ids[9], { Email: 'bad@' });
			seed.update('Contacts', ids[10], { First_Name: 'Good' });
			const failed = await next();
			assert.deepEqual(failed.moved, ['c010@b.cd'], 'the good row is written');
			assert.match(failed.error ?? '', /1 contacts were refused, the first \(bad@\): .*is invalid/);
			seed.update('Contacts', ids[9], { Email: 'mended@b.cd' });
			assert.deepEqual((await next()).moved, ['c010@b.cd', 'mended@b.cd'], 'both are tried again');

			// the mark outlives the activation: it is in n8n's database
			await n8n.rest.post(`/rest/workflows/${workflow.id}/deactivate`);
			const saved = await n8n.rest.get<{ versionId: string }>(`/rest/workflows/${workflow.id}`);
			await activate(n8n.rest, workflow.id, saved.versionId);
			assert.deepEqual(await next(), { moved: [] });
			const held = [...(hub.store.records.get('0-1')?.values() ?? [])];
			assert.equal(held.length, MANY + 2, 'nobody is there twice');
		} finally {
			await n8n.rest.post(`/rest/workflows/${workflow.id}/deactivate`);
		}
	},
};

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

/** The next run of the schedule: the emails that HubSpot took, and why it failed if it did. */
async function run({ nextExecution }: Context, id: string, hub: HubSpotEmulator) {
	const before = hub.log.entries.length;
	const { status, error, runData } = await nextExecution(id, Date.now());
	const rows = runData['HubSpot: Create or Update']?.[0]?.data?.main[0] ?? [];
	const moved = rows.map(({ json }) => String(json.email)).sort();
	const sent = hub.log.entries
		.slice(before)
		.filter(({ path }) => path.endsWith('/batch/upsert'))
		.flatMap(({ body }) => (body as { inputs: unknown[] }).inputs);
	if (!moved.length) assert.equal(sent.length, 0, 'nothing is written');
	return status === 'success' ? { moved } : { moved, error: error?.message };
}
