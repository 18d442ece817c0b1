/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createRequire } from 'node:module';
import type { ICredentialType, INodeParameters, INodeType } from 'n8n-workflow';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { execute, type Bench } from '../support/contexts';
import { CredentialStore } from '../support/credentials';
import { benchOf, mapped, record } from '../ZohoCrm/bench';
import { theirs } from './theirs';

const FILE = theirs('Zoho/ZohoCrm.node.js');

describe("side by side with n8n's own node", () => {
	let emulator: ZohoCrmEmulator;
	let n8ns: Bench;
	const lines: string[] = [];

	beforeAll(async () => {
		emulator = await startZohoCrm();
		const { ZohoCrm } = createRequire(__filename)(FILE) as {
			ZohoCrm: new () => INodeType;
		};
		const type = {
			name: 'zohoOAuth2Api',
			extends: ['oAuth2Api'],
			properties: [],
		} as unknown as ICredentialType;
		const data = {
			grantType: 'authorizationCode',
			accessTokenUrl: `${emulator.url}/oauth/v2/token`,
			authentication: 'body',
			clientId: 'x',
			clientSecret: 'x',
			oauthTokenData: {
				access_token: emulator.token(),
				refresh_token: 'x',
				token_type: 'Bearer',
				api_domain: emulator.url,
			},
		};
		const store = new CredentialStore([type]).set('theirs', 'zohoOAuth2Api', data);
		n8ns = { type: new ZohoCrm(), store, credential: 'theirs' };
	});
	afterAll(async () => {
		await emulator.close();
		process.stdout.write(`${lines.join('\n')}\n`);
	});

	/** Requests and milliseconds of one run. */
	async function measured(title: string, bench: Bench, parameters: INodeParameters, count = 1) {
		emulator.log.clear();
		const items = Array.from({ length: count }, (_, n) => ({ name: `L${n}` }));
		const begun = performance.now();
		const out = await execute(bench, { parameters, items });
		const ms = Math.round(performance.now() - begun);
		const requests = emulator.log.entries.filter(({ path }) => /\/Leads$/i.test(path)).length;
		lines.push(
			`${title.padEnd(40)} ${String(requests).padStart(5)} requests ${String(ms).padStart(7)} ms`,
		);
		return { out, requests };
	}

	const ours = () => benchOf(emulator);
	const theirCreate: INodeParameters = {
		resource: 'lead',
		operation: 'create',
		Company: 'Zylker',
		lastName: '={{ $json.name }}',
		additionalFields: {},
	};
	const ourCreate = record('create', {
		fields: mapped({ Company: 'Zylker', Last_Name: '={{ $json.name }}' }),
	});

	it.each([100, 1000])(
		'creates %i leads',
		async (count) => {
			const n8n = await measured(`n8n's node, create ${count}`, n8ns, theirCreate, count);
			const pack = await measured(`ours, create ${count}`, ours(), ourCreate, count);
			expect(n8n.out).toHaveLength(count);
			expect(pack.out).toHaveLength(count);
			expect(n8n.requests).toBe(count);
			expect(pack.requests).toBe(count / 100);
		},
		120_000,
	);

	it('gets 5 of 2,000 leads', async () => {
		emulator.reset();
		n8ns.store.read('theirs').oauthTokenData = {
			access_token: emulator.token(),
			api_domain: emulator.url,
			token_type: 'Bearer',
		};
		emulator.seed.records(
			'Leads',
			Array.from({ length: 2000 }, (_, n) => ({ Last_Name: `L${n}` })),
		);
		const n8n = await measured("n8n's node, Get Many with limit 5", n8ns, {
			resource: 'lead',
			operation: 'getAll',
			returnAll: false,
			limit: 5,
			options: {},
		});
		const pack = await measured(
			'ours, Get Many with limit 5',
			ours(),
			record('getAll', { fieldNames: ['Last_Name'], limit: 5 }),
		);
		expect([n8n.out.length, pack.out.length]).toEqual([5, 5]);
		expect([n8n.requests, pack.requests]).toEqual([10, 1]);
	}, 60_000);

	it('gets 5 leads for each of 3 items: ours asks once', async () => {
		const n8n = await measured(
			"n8n's node, Get Many for 3 items",
			n8ns,
			{ resource: 'lead', operation: 'getAll', returnAll: false, limit: 5, options: {} },
			3,
		);
		const pack = await measured(
			'ours, Get Many for 3 items',
			ours(),
			record('getAll', { fieldNames: ['Last_Name'], limit: 5 }),
			3,
		);
		expect([n8n.requests, pack.requests]).toEqual([30, 1]);
	}, 60_000);
});
