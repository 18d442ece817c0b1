import type { INodeParameters } from 'n8n-workflow';
import { demoSeed, startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { binary, execute, outputs } from '../support/contexts';
import { benchOf, object, of, record, signedIn, WIDE } from './bench';

/** Item 7 of the issue: bad input fails with a clear text, and what the vendor refuses with code and trace. */

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE, seed: demoSeed });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const run = async (parameters: INodeParameters) =>
	await execute(signedIn(emulator), { parameters });
const account = () => emulator.seed.records('AccountObj', [{ name: 'X' }])[0] ?? '';
const traced = (code: string) => ({ code, traceId: expect.stringMatching(/^E-O/) });
const sentNothing = () => expect(emulator.log.entries).toHaveLength(0);

describe('custom domain', () => {
	it.each([
		['https://open.example.com/cgi', 'without a path'],
		['open.example.com/', undefined],
		['open.example.com/?x=1', 'without a path'],
		['open.example.com/#x', 'without a path'],
		['http://open.example.com', 'https://'],
		['ftp://open.example.com', 'https://'],
		['https://me:secret@open.example.com', 'user name or a password'],
		['', 'is not a domain'],
		['exa mple', 'is not a domain'],
	])('"%s": %s', async (customDomain, text) => {
		const { vendor } = await import('../contract/fxiaoke').then(
			({ fxiaokeSubject }) => fxiaokeSubject,
		);
		const credential = { cloud: 'custom', customDomain };
		if (!text) {
			expect(vendor.baseURL(credential)).toBe('https://open.example.com');
			return;
		}
		expect(() => vendor.baseURL(credential)).toThrow(text);
		const bench = benchOf(emulator, { customDomain });
		await expect(
			execute(bench, { parameters: record('get', { recordId: '1' }) }),
		).rejects.toMatchObject({
			message: expect.stringContaining('"Custom Domain"'),
			description: expect.stringContaining('credential'),
		});
		sentNothing();
	});

	it('names every cloud of the vendor', async () => {
		const { vendor } = await import('../contract/fxiaoke').then(
			({ fxiaokeSubject }) => fxiaokeSubject,
		);
		for (const cloud of [
			'open.fxiaoke.com',
			'open-hwcloud.fxiaoke.com',
			'open-ale.fxiaoke.com',
			'open-hws.fxiaoke.com',
			'open-ksc.sharecrm.com',
			'open-na.sharecrm.com',
		])
			expect(vendor.baseURL({ cloud })).toBe(`https://${cloud}`);
	});
});

describe('details that are not a list', () => {
	it.each([
		['{ "SalesOrderProductObj": { "quantity": "1" } }', 'must hold a list of rows'],
		['{ "SalesOrderProductObj": ["1"] }', 'must hold a list of rows'],
		['[]', 'must be an object'],
		['{', 'is not valid JSON'],
	])('%s', async (detailsJson, text) => {
		const parameters = record('create', {
			objectType: object('SalesOrderObj'),
			fieldsJson: '{ "name": "O" }',
			detailsJson,
		});
		await expect(run(parameters)).rejects.toThrow(text);
		await expect(run({ ...parameters, operation: 'update', recordId: 'x' })).rejects.toThrow(text);
		expect(emulator.log.of('POST', /create|update/)).toHaveLength(0);
	});
});

describe('an owner change through update', () => {
	it.each(['update', 'editAndComplete'])('%s names the right operation', async (operation) => {
		const parameters = {
			...record(operation, { recordId: account(), fieldsJson: '{ "owner": ["1001"] }' }),
			...(operation === 'update' ? {} : { resource: 'businessFlow', taskId: 't1' }),
		};
		await expect(run(parameters)).rejects.toMatchObject({
			message: expect.stringContaining('does not change the owner'),
			description: expect.stringContaining('"Change Owner"'),
		});
		expect(emulator.log.of('POST', /\/update/)).toHaveLength(0);
	});
});

describe('refusals of the vendor', () => {
	it('a record in a pool keeps its owner until it is claimed', async () => {
		const id = account();
		emulator.seed.pool(id, 'seas-1');
		await expect(
			run(record('changeOwner', { recordId: id, ownerId: '1001' })),
		).rejects.toMatchObject({ context: traced('50009') });
	});

	it.each([50009, 20014])('delete of a record that was not invalidated (%i)', async (code) => {
		emulator.switches.businessCode = code;
		const parameters = record('delete', { recordId: account(), invalidateFirst: false });
		await expect(run(parameters)).rejects.toMatchObject({
			message: expect.stringContaining('未作废'),
			description: expect.stringMatching(/invalidated records only[\s\S]*|Trace ID: E-O/),
			context: traced(String(code)),
		});
		expect(emulator.log.of('POST', '/cgi/crm/v2/data/delete')).toHaveLength(1);
	});

	it('delete says that the first of its two steps is done', async () => {
		const id = account();
		emulator.faults.add({
			when: { path: '/cgi/crm/v2/data/delete' },
			before: true,
			answer: {
				status: 200,
				body: { errorCode: 32000, errorMessage: 'no', errorDescription: 'no', traceId: 'E-O.5' },
			},
		});
		await expect(
			run(record('delete', { recordId: id, invalidateFirst: true })),
		).rejects.toMatchObject({
			description: expect.stringContaining('was invalidated before this'),
			context: traced('32000'),
		});
	});

	it.each([50009, 20014])('approve by a user who is no candidate (%i)', async (code) => {
		emulator.switches.businessCode = code;
		const [{ json }] = await run(
			record('create', {
				objectType: object('SalesOrderObj'),
				fieldsJson: '{ "name": "O" }',
				triggerApprovalFlow: true,
			}),
		);
		const [task] = emulator.store.instances.values().next().value?.tasks ?? [];
		const parameters = of('approval', 'approve', { taskId: task?.id ?? '', actAs: '1002' });
		await expect(run(parameters)).rejects.toMatchObject({
			message: expect.stringContaining('您不是当前任务的处理人'),
			description: expect.stringMatching(
				code === 20014
					? /acting user[\s\S]*Trace ID: E-O/
					: /business refusals[\s\S]*Trace ID: E-O/,
			),
			context: traced(String(code)),
		});
		expect(emulator.log.of('POST', '/cgi/crm/approvalTask/action')).toHaveLength(1);
		expect(emulator.store.records.get(String(json._id))?.values.life_status).toBe('under_review');
	});

	it.each([
		[record('get', { recordId: 'nobody' }), '32000', '不存在'],
		[record('get', { objectType: object('NoSuchObj'), recordId: '1' }), '13002', '不存在'],
	])('what is not there: %#', async (parameters, code, text) => {
		await expect(run(parameters)).rejects.toMatchObject({
			message: expect.stringContaining(text),
			description: expect.stringContaining(`Code: ${code}`),
			context: traced(code),
		});
	});

	it('a locked record is not written again and again', async () => {
		const id = account();
		emulator.seed.update(id, { lock_status: '1' });
		await expect(
			run(record('update', { recordId: id, fieldsJson: '{ "tel": "1" }' })),
		).rejects.toMatchObject({
			description: expect.stringContaining('a locked record'),
			context: { ...traced('50009'), outcome: 'unknown' },
		});
		expect(emulator.log.of('POST', '/cgi/crm/v2/data/update')).toHaveLength(1);
	});

	it.each([
		['dailyQuota', 0, '30002', 'quota of this day'],
		['quotaPack', false, '30003', 'quota pack'],
	] as const)('%s %s', async (name, value, code, text) => {
		Object.assign(emulator.switches, { [name]: value });
		await expect(run(of('object', 'getAll'))).rejects.toMatchObject({
			message: expect.stringContaining(text),
			context: traced(code),
		});
	});

	it('a busy system is asked again for reads, and never for writes', async () => {
		const body = { errorCode: -1, errorMessage: 'system busy', traceId: 'E-O.1' };
		const busy = { before: true, answer: { status: 200, body } };
		const recordId = account();
		emulator.faults.add({ when: { path: '/cgi/crm/v2/data/get' }, ...busy });
		expect(await run(record('get', { recordId, simplify: true }))).toHaveLength(1);
		emulator.faults.add({ when: { path: '/cgi/crm/v2/data/create' }, ...busy });
		await expect(run(record('create', { fieldsJson: '{ "name": "Y" }' }))).rejects.toMatchObject({
			context: { ...traced('-1'), outcome: 'unknown' },
		});
		expect(emulator.log.of('POST', '/cgi/crm/v2/data/create')).toHaveLength(1);
	});

	it('an answer that is no JSON points to the cloud', async () => {
		emulator.faults.add({
			when: { path: '/cgi/crm/v2/object/list' },
			before: true,
			answer: { status: 200, body: '<html></html>', headers: { 'content-type': 'text/html' } },
		});
		await expect(run(of('object', 'getAll'))).rejects.toMatchObject({
			description: expect.stringContaining('Check "Cloud"'),
		});
	});
});

describe('refused before anything is sent', () => {
	it('a file over 100 MB', async () => {
		const large = binary('large.bin', Buffer.alloc(1), 'application/octet-stream');
		large.data = Buffer.alloc(104_857_601).toString('base64');
		const parameters = of('file', 'upload', { binaryPropertyName: 'data' });
		await expect(
			execute(signedIn(emulator), { parameters, items: [{ json: {}, binary: { data: large } }] }),
		).rejects.toThrow('104857601 bytes, and Fxiaoke takes 104857600 at most');
		sentNothing();
	});

	it.each([
		[record('get', { recordId: '' }), '"Record ID" is empty'],
		[record('get', { recordId: 'a/b' }), '"Record ID" is no ID'],
		[record('get', { objectType: object(''), recordId: '1' }), '"Object" is empty'],
		[record('invalidateMany', { recordId: '1' }), 'custom objects only'],
		[
			record('getAll', { limit: 0, returnAll: false }),
			'"Limit" must be a whole number of 1 or more',
		],
		[of('file', 'upload', { binaryPropertyName: 'nothing' }), 'the item has no such file'],
		[
			of('message', 'send', { toUser: '', messageType: 'text', text: 'x' }),
			'"To User IDs" is empty',
		],
		[
			of('message', 'send', {
				toUser: Array.from({ length: 501 }, (_, n) => `FSUID_${n}`).join(','),
				messageType: 'text',
				text: 'x',
			}),
			'501 people, and Fxiaoke takes 500 at most',
		],
		[of('function', 'run', { functionName: 'f__c', parametersJson: '{}' }), 'must be a list'],
		[
			of('approval', 'getAllByFlow', {
				flowApiName: 'f',
				startTime: 'soon',
				endTime: '2026-01-01',
			}),
			'"From" is no date',
		],
		[
			of('file', 'getPreviewUrl', { filePath: 'N_1', fileName: `${'x'.repeat(120)}.pdf` }),
			'120 at most',
		],
	])('%#: %s', async (parameters: INodeParameters, text: string) => {
		await expect(outputs(signedIn(emulator), { parameters })).rejects.toThrow(text);
		sentNothing();
	});
});
