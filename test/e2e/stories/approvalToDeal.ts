/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import * as fxiaoke from '../../emulator/fxiaoke';
import { startHubSpot } from '../../emulator/hubSpot';
import { itemsOf } from '../n8n/runData';
import type { Workflow } from '../n8n/workflows';
import type { Story } from '../story';

const TRIGGER = 'Every 15 Minutes';

/** Orders that were approved or rejected in Fxiaoke move their deals in HubSpot; one that is undecided does not. */
export const approvalToDeal: Story = {
	name: 'approval-to-deal',
	run: async ({ use, connect, example, save, runFromEditor }) => {
		const xiao = use(await fxiaoke.startFxiaoke({ seed: fxiaoke.demoSeed }));
		const hub = use(await startHubSpot());
		await connect({ fxiaoke: xiao, hubSpot: hub });
		const order = async (operation: string | undefined) => {
			const workflow = decided(example('fxiaoke-order-approval'), operation);
			await save(workflow);
			const execution = await runFromEditor(workflow.id, 'Start');
			assert.equal(execution.status, 'success', execution.error?.message);
			return String(itemsOf(execution, 'Create Order')[0].json._id);
		};
		const approved = await order('approve');
		const rejected = await order('reject');
		const open = await order(undefined);
		// the rejected one has a deal already
		hub.seed.records('deals', [
			{ dealname: 'Old', pipeline: 'default', dealstage: 'contractsent', external_id: rejected },
		]);

		const workflow = { ...example('fxiaoke-approval-to-hubspot-deal'), id: 'approvalStory' };
		await save(workflow);
		for (const created of [
			[true, false],
			[false, false],
		]) {
			const execution = await runFromEditor(workflow.id, TRIGGER);
			assert.equal(execution.status, 'success', execution.error?.message);
			const moved = itemsOf(execution, 'Move Deal').map(({ json }) => json);
			assert.deepEqual(
				moved.map((deal) => [deal.external_id, deal.dealstage, deal.created]),
				[
					[approved, 'closedwon', created[0]],
					[rejected, 'appointmentscheduled', created[1]],
				],
			);
			const deals = [...(hub.store.records.get('0-3')?.values() ?? [])].map(({ values }) => [
				values.get('external_id'),
				values.get('dealstage'),
				values.get('amount'),
			]);
			assert.deepEqual(
				deals.sort(),
				[
					[approved, 'closedwon', '350.5'],
					[rejected, 'appointmentscheduled', '350.5'],
				].sort(),
			);
			assert.ok(!JSON.stringify(deals).includes(open));
		}
	},
};

/** The order example as far as the decision: approved, rejected, or left open. */
function decided(workflow: Workflow, operation: string | undefined): Workflow {
	const id = `order-${operation ?? 'open'}`;
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Approve' ? { ...node, parameters: { ...node.parameters, operation } } : node,
	);
	const ends = operation ? 'Approve' : 'Get Approval';
	const connections = Object.fromEntries(
		Object.entries(workflow.connections).filter(([from]) => from !== ends),
	);
	return { ...workflow, id, nodes, connections };
}
