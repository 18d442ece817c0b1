/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialType, INodeParameters, INodeType } from 'n8n-workflow';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { execute, type Bench } from '../support/contexts';
import { CredentialStore } from '../support/credentials';
import { benchOf, mapped, record } from './bench';

/**
 * n8n's own Zoho CRM node and ours, one after another on the same local server. n8n's node is no part of this
 * repository: `N8N_NODES_BASE` says where the package n8n-nodes-base is, else one that a former run installed.
 */
const NODE = 'dist/nodes/Zoho/ZohoCrm.node.js';
/** Where `npm start` and the end-to-end tests keep their n8n. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-crm-pack');
const base = [
	process.env.N8N_NODES_BASE ?? '',
	...(existsSync(cache) ? readdirSync(cache) : []).map((folder) =>
		join(cache, folder, 'node_modules', 'n8n-nodes-base'),
	),
	'/tmp/lab/n8n-2.41/node_modules/n8n-nodes-base',
].find((folder) => folder && existsSync(join(folder, NODE)));

const suite = base ? describe : describe.skip;

suite("side by side with n8n's own node", () => {
	let emulator: ZohoCrmEmulator;
	let theirs: Bench;
	const lines: string[] = [];

	beforeAll(async () => {
		emulator = await startZohoCrm();
		const { ZohoCrm } = createRequire(__filename)(join(base ?? '', NODE)) as {
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
		theirs = { type: new ZohoCrm(), store, credential: 'theirs' };
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
			const n8n = await measured(`n8n's node, create ${count}`, theirs, theirCreate, count);
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
		theirs.store.read('theirs').oauthTokenData = {
			access_token: emulator.token(),
			api_domain: emulator.url,
			token_type: 'Bearer',
		};
		emulator.seed.records(
			'Leads',
			Array.from({ length: 2000 }, (_, n) => ({ Last_Name: `L${n}` })),
		);
		const n8n = await measured("n8n's node, Get Many with limit 5", theirs, {
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
			theirs,
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
