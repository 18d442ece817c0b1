/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { demoSeed, startServiceGo } from '../../emulator/serviceGo';
import type { Story } from '../story';

const HOOK = 'servicego-contact';

/** An HTTP call updates a contact and is answered with it; what cannot be done is answered with the reason. */
export const webhookUpdate: Story = {
	name: 'webhook-update',
	run: async ({ use, connect, example, save, callWebhook, lastExecution }) => {
		const emulator = use(await startServiceGo({ quotaPerMinute: 600_000, seed: demoSeed }));
		await connect({ serviceGo: emulator });
		const workflow = { ...example('servicego-webhook-update'), id: 'webhookStory', active: true };
		await save(workflow);
		const jane = [...emulator.store.records.values()].find(
			({ values }) => values.get('weiyibiaoshi') === '1302',
		);
		assert.ok(jane);
		const call = async (body: Record<string, string>) =>
			await callWebhook(HOOK, {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});

		const answer = await call({ customer: '1302', phone: '13800138000', remark: '已回访, "ok"' });
		assert.equal(answer.status, 200);
		const record = (await answer.json()) as Record<string, unknown>;
		assert.deepEqual(
			[record.id, record.name, record.phone, record.remark],
			[jane.id, 'Jane Doe', ['13800138000'], '已回访, "ok"'],
		);
		assert.equal(jane.values.get('phone'), '13800138000');
		assert.equal((await lastExecution(workflow.id)).status, 'success');

		const part = await call({ customer: '1302', remark: 'Called again' });
		assert.equal(part.status, 200);
		assert.deepEqual(
			[jane.values.get('phone'), jane.values.get('remark')],
			['13800138000', 'Called again'],
			'a value that is left out stays',
		);

		const refused = await call({ customer: '1302', phone: '12345' });
		assert.equal(refused.status, 422);
		assert.match(await refused.text(), /电话 的值不正确/);
		const nobody = await call({ customer: '0000', phone: '13800138000' });
		assert.equal(nobody.status, 422);
		assert.match(await nobody.text(), /ServiceGo has no such record/);
		assert.equal(jane.values.get('phone'), '13800138000');
	},
};
