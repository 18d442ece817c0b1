/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { startServiceGo } from '../../emulator/serviceGo';
import type { Story } from '../story';

/** What the credential's dialog says, for the good credential and for each thing that can be wrong with it. */
export const credentialTest: Story = {
	name: 'credential-test',
	run: async ({ use, n8n }) => {
		const emulator = use(await startServiceGo({ quotaPerMinute: 600_000 }));
		const good = {
			baseUrl: emulator.baseUrl,
			email: emulator.account.email,
			apiToken: emulator.account.token,
			algorithm: 'auto',
			digest: '',
		};
		const says = async (changes: Partial<typeof good>): Promise<string> => {
			const data = { ...good, ...changes };
			const saved = { name: 'Under Test', type: 'serviceGoApi', data };
			const { id } = await n8n.rest.post<{ id: string }>('/rest/credentials', saved);
			const { status, message } = await n8n.rest.post<{ status: string; message: string }>(
				'/rest/credentials/test',
				{ credentials: { ...saved, id } },
			);
			return `${status}: ${message}`;
		};

		assert.match(await says({}), /^OK/);
		assert.match(await says({ algorithm: 'sha256' }), /^OK/);
		for (const algorithm of ['auto', 'sha256', 'sha1']) {
			const apiToken = algorithm === 'sha1' ? good.apiToken : 'wrong';
			assert.match(await says({ algorithm, apiToken }), /^Error: .*refused the signature/);
			const elsewhere = await says({ algorithm, baseUrl: emulator.url });
			assert.match(elsewhere, /^Error: .*base URL does not lead to the ServiceGo API/);
		}
		emulator.switches.unauthorized = 'body';
		assert.match(await says({ algorithm: 'sha1' }), /^Error: .*refused the signature/);
	},
};
