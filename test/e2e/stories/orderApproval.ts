/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { demoSeed, startFxiaoke } from '../../emulator/fxiaoke';
import type { Execution } from '../n8n/runData';
import { itemsOf } from '../n8n/runData';
import type { Story } from '../story';

/** An order with lines is created, approved by another employee, and updated without flows: the example, by the CLI. */
export const orderApproval: Story = {
	name: 'order-approval',
	run: async ({ use, connect, example, save, runByCli }) => {
		const emulator = use(await startFxiaoke({ seed: demoSeed }));
		await connect({ fxiaoke: emulator });
		const workflow = { ...example('fxiaoke-order-approval'), id: 'orderStory' };
		await save(workflow);
		const { store, log } = emulator;
		const execution = await runByCli(workflow.id);
		assert.equal(execution.status, 'success', execution.error?.message);

		const id = String(only(execution, 'Create Order')._id);
		const orders = [...store.records.values()].filter(({ object }) => object === 'SalesOrderObj');
		assert.deepEqual(
			orders.map((order) => order.id),
			[id],
		);
		const lines = [...store.records.values()].filter(
			({ object, values }) => object === 'SalesOrderProductObj' && values.order_id === id,
		);
		assert.deepEqual(
			lines.map(({ values }) => [values.name, Number(values.quantity), Number(values.sales_price)]),
			[
				['Line 1', 2, 100],
				['Line 2', 1, 150.5],
			],
		);

		const found = only(execution, 'Find Approval');
		assert.deepEqual([found.dataId, found.state, found.triggerType], [id, 'in_progress', 'Create']);
		const [task] = only(execution, 'Get Approval').tasks as Array<Record<string, unknown>>;
		assert.deepEqual([task.state, task.unCompletePersons], ['in_progress', ['FSUID_1001']]);
		assert.equal(only(execution, 'Approve').approved, true);

		const approved = only(execution, 'Get Order');
		assert.deepEqual(
			[approved._id, approved.life_status, approved.lock_status, approved.order_status],
			[id, 'normal', '0', 'confirmed'],
			'the order is approved, open, and has its new status',
		);
		const updated = only(execution, 'Update Quietly');
		assert.deepEqual(
			[updated._id, updated.life_status, updated.order_status, updated.delivery_comment],
			[id, 'normal', 'shipped', 'Sent by n8n'],
		);
		// changes of orders have a flow as well: it has not begun
		assert.deepEqual(
			[...store.instances.values()].map(({ state }) => state),
			['pass'],
		);
		assert.deepEqual(store.workflowRuns, [{ object: 'SalesOrderObj', id, trigger: 'Create' }]);
		const [sent] = log.of('POST', '/cgi/crm/v2/data/update');
		const { triggerApprovalFlow, triggerWorkFlow } = sent.body as Record<string, unknown>;
		assert.deepEqual([triggerApprovalFlow, triggerWorkFlow], [false, false]);
	},
};

function only(execution: Execution, node: string): Record<string, unknown> {
	const items = itemsOf(execution, node);
	assert.equal(items.length, 1, `${node} put out ${items.length} items`);
	return items[0].json;
}
