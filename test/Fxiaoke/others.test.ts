import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { outputs } from '../support/contexts';
import { benchOf, bodies, legacy, object, of, signedIn, WIDE } from './bench';

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const run = async (parameters: INodeParameters, bench = signedIn(emulator)) =>
	await outputs(bench, { parameters });
const account = { objectType: object('AccountObj') };
const held = (id: string) => emulator.store.records.get(id);

it('teams: add, edit, get, remove', async () => {
	const [one = '', two = ''] = emulator.seed.records('AccountObj', [{ name: 'A' }, { name: 'B' }]);
	const recordIds = `${one}, ${two}`;
	await run(
		of('team', 'add', { ...account, recordIds, members: '1001,1002', role: '4', permission: '2' }),
	);
	expect(bodies(emulator, '/cgi/crm/team/add')[0]).toEqual({
		apiName: 'AccountObj',
		data: {
			dataIDs: [one, two],
			teamMemberEmployee: ['1001', '1002'],
			teamMemberRole: '4',
			teamMemberPermissionType: '2',
			ignoreSendingRemind: false,
		},
	});
	expect(held(two)?.team).toHaveLength(2);
	const membersJson = JSON.stringify([
		{ teamMemberEmployee: ['1001'], teamMemberRole: '2', teamMemberPermissionType: '1' },
	]);
	await run(of('team', 'edit', { ...account, recordId: one, membersJson }));
	const [team] = await run(of('team', 'get', { ...account, recordId: one }));
	expect(team).toEqual({ _id: one, teamMemberInfos: JSON.parse(membersJson) as unknown });
	await run(of('team', 'remove', { ...account, recordIds: one, members: '1001' }));
	expect(held(one)?.team).toEqual([]);
});

it('pools: return, claim as a user, remove', async () => {
	const [id = ''] = emulator.seed.records('AccountObj', [{ name: 'A' }]);
	const pool = { poolObject: 'AccountObj', recordIds: id };
	const poolId = { __rl: true, mode: 'id', value: 'seas-1' };
	const back = of('pool', 'return', { ...pool, poolId, backReason: 'other', otherReason: 'quiet' });
	expect(await run(back)).toEqual([{ recordIds: [id], returned: true }]);
	expect(bodies(emulator, '/cgi/crm/v2/data/return')[0].data).toEqual({
		apiName: 'AccountObj',
		objectIds: [id],
		objectPoolId: 'seas-1',
		backReason: 'other',
		backReason__o: 'quiet',
	});
	await run(of('pool', 'claim', { ...pool, actAs: '1002' }));
	expect(held(id)?.values.owner).toEqual(['1002']);
	await run(back);
	await run(of('pool', 'remove', { ...pool, poolId, isKeepOwner: false, ownerId: '1001' }));
	expect(held(id)?.values.owner).toEqual(['1001']);
	expect(bodies(emulator, '/cgi/crm/v2/data/remove')[0].data).toHaveProperty('objectIDs', [id]);
});

it('objects and fields', async () => {
	const objects = await run(of('object', 'getAll'));
	expect(objects.map(({ describeApiName }) => describeApiName)).toContain('project__c');
	for (const includeDetailIn of ['data', 'top'] as const) {
		emulator.switches.includeDetailIn = includeDetailIn;
		const [described] = await run(
			of('object', 'describe', {
				objectType: object('SalesOrderObj'),
				options: { includeDetail: true },
			}),
		);
		expect((described.details as IDataObject[])[0].api_name).toBe('SalesOrderProductObj');
	}
	const fields = await run(of('field', 'getAll', account));
	expect(fields.find(({ api_name }) => api_name === 'amount')).toMatchObject({ type: 'currency' });
});

describe('users', () => {
	const records = { source: 'records', simplify: true, returnAll: true };
	const old = { source: 'legacy' };

	it('are read as records', async () => {
		const users = await run(of('user', 'getAll', records));
		expect(users.map(({ user_id }) => user_id)).toEqual(['1000', '1001', '1002']);
		const conditions = { condition: [{ field: 'status', operator: 'EQ', value: 'Stopped' }] };
		expect(await run(of('user', 'getAll', { ...records, conditions }))).toEqual([]);
		expect(await run(of('user', 'get', { source: 'records', userId: '1001' }))).toMatchObject([
			{ full_name: '张三' },
		]);
		const byMobile = of('user', 'getByMobile', { source: 'records', mobile: '13800000002' });
		expect(await run(byMobile)).toMatchObject([{ user_id: '1002' }]);
		const named = { ...byMobile, options: { mobileField: 'full_name' } };
		await expect(run(named)).rejects.toThrow('no such user');
	});

	it('are read from the legacy address book, also where personnel is not shared', async () => {
		emulator.switches.personnelShared = false;
		emulator.switches.businessCode = 20014;
		await expect(run(of('user', 'getAll', records))).rejects.toThrow('无数据权限');
		const bench = () => benchOf(emulator, legacy);
		const all = of('user', 'getAll', { ...old, departmentId: 999999, fetchChild: true });
		expect(await run({ ...all, returnAll: true }, bench())).toHaveLength(3);
		const userId = 'FSUID_1001';
		expect(await run(of('user', 'get', { ...old, userId }), bench())).toMatchObject([
			{ openUserId: userId, name: '张三' },
		]);
		const mobile = { ...old, mobile: '13800000002' };
		expect(await run(of('user', 'getByMobile', mobile), bench())).toMatchObject([
			{ openUserId: 'FSUID_1002' },
		]);
		await expect(run(of('user', 'getByMobile', { ...old, mobile: '1' }), bench())).rejects.toThrow(
			'no such user',
		);
	});

	it('departments both ways', async () => {
		expect(await run(of('department', 'getAll', records))).toMatchObject([{ name: 'Sales' }]);
		expect(
			await run(of('department', 'get', { source: 'records', departmentId: 'dept-1001' })),
		).toMatchObject([{ dept_code: 'S' }]);
		const bench = () => benchOf(emulator, legacy);
		const all = of('department', 'getAll', { ...old, returnAll: true });
		expect(await run(all, bench())).toHaveLength(2);
		expect(
			await run(of('department', 'get', { ...old, departmentId: '1001' }), bench()),
		).toMatchObject([{ id: 1001 }]);
	});
});

describe('functions', () => {
	const PATH = '/cgi/crm/v2/special/function';
	const parameters = of('function', 'run', {
		functionName: 'func_count__c',
		parametersJson: '[{ "name": "by", "type": "Number", "value": 2 }]',
	});
	let runs = 0;
	beforeEach(() => {
		runs = 0;
		emulator.seed.function('func_count__c', ({ by }) => (runs += Number(by)));
	});

	it('run once for each item, also when the answer was lost', async () => {
		emulator.faults.add({ when: { path: PATH }, answer: 'reset' });
		const out = await outputs(signedIn(emulator), { parameters, items: [{}, {}] });
		expect(out.map(({ data }) => (data as IDataObject).functionResult).sort()).toEqual([2, 4]);
		expect([runs, emulator.log.of('POST', PATH).length]).toEqual([4, 3]);
	});

	it('run anew where n8n gives the execution no ID', async () => {
		for (let n = 0; n < 2; n++) await outputs(signedIn(emulator), { parameters, executionId: '' });
		expect(runs).toBe(4);
	});

	it('run once for one post ID', async () => {
		const fixed = { ...parameters, options: { postId: 'mine' } };
		await run(fixed);
		await run(fixed);
		expect(runs).toBe(2);
		expect(bodies(emulator, PATH)[0].data).toEqual({
			api_name: 'func_count__c',
			postId: 'mine',
			parameters: [{ name: 'by', type: 'Number', value: 2 }],
		});
	});
});

it('messages as text and as a card', async () => {
	const toUser = 'FSUID_1001,FSUID_1002';
	await run(of('message', 'send', { toUser, messageType: 'text', text: 'hi "you"' }));
	const messageJson = '{ "head": { "title": "T" } }';
	await run(of('message', 'send', { toUser, messageType: 'composite', messageJson }));
	expect(emulator.store.messages).toEqual([
		{ toUser: ['FSUID_1001', 'FSUID_1002'], msgType: 'text', text: { content: 'hi "you"' } },
		{
			toUser: ['FSUID_1001', 'FSUID_1002'],
			msgType: 'composite',
			composite: { head: { title: 'T' } },
		},
	]);
	expect(bodies(emulator, '/cgi/message/send')[0].convertUserId).toBe(true);
});

it('custom requests give the whole answer', async () => {
	const [out] = await run(
		of('api', 'request', {
			path: 'cgi/crm/v2/object/describe',
			body: '{ "data": { "apiName": "AccountObj" } }',
			options: { query: '{ "lang": "en" }', safeToRepeat: true },
		}),
	);
	expect(out).toMatchObject({ errorCode: 0, data: { describe: { api_name: 'AccountObj' } } });
	expect(emulator.log.entries[0].query).toMatchObject({
		lang: 'en',
		thirdTraceId: expect.any(String),
	});
	await expect(
		run(of('api', 'request', { path: 'https://elsewhere.example/x', body: '{}' })),
	).rejects.toThrow('"Path" must be a path');
});
