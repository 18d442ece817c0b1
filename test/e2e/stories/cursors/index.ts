/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import type { Story } from '../../story';
import type { Figures } from './killed';
import { killedPolls } from './killed';

// Durable cursors need n8n's own scheduler; the rest lets a poll whose n8n was killed be taken up soon.
const DURABLE = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
	N8N_SCHEDULER_LEASE_DURATION: '15',
	N8N_SCHEDULER_REAPER_INTERVAL: '2',
};

/** n8n is killed between emit and write: with durable cursors each change comes once; without them it is counted. */
export const durableCursors: Story = {
	name: 'durable-cursors',
	needs: ['postgresql'],
	run: async (context) => {
		// both to their end, whatever becomes of the other: each stops its own servers
		const both = [killedPolls(context, 'durable', DURABLE), killedPolls(context, 'default', {})];
		await Promise.allSettled(both);
		const [on, off] = await Promise.all(both);
		say('durable cursors on', on);
		say('off (lost or doubled is n8n’s own, between emit and write)', off);
		assert.deepEqual([on.lost, on.doubled], [0, 0], 'lost, doubled with durable cursors');
		for (const { kills } of [on, off]) {
			const saved = kills.filter((kill) => kill.saved).length;
			assert.ok(saved > 0 && saved < kills.length, 'kills came before and after the write');
		}
	},
};

function say(name: string, figures: Figures): void {
	const { made, lost, doubled, executions, crashed, kills } = figures;
	console.log(
		`  ${name}: ${made} records, ${kills.length} kills, ${executions} executions (${crashed} crashed), ${lost} lost, ${doubled} doubled`,
	);
}
