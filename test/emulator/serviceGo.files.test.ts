import axios from 'axios';
import type { ServiceGoEmulator } from './serviceGo';
import { startServiceGo } from './serviceGo';
import { clientOf, fieldsOf, signed } from './serviceGo/testClient';

let clock = 1_700_000_000_000;
let emulator: ServiceGoEmulator;
let client: ReturnType<typeof clientOf>;
let id = 0;

beforeAll(async () => {
	emulator = await startServiceGo({
		now: () => clock,
		quotaPerMinute: 10_000,
		seed: (seed) => {
			[id = 0] = seed.records('contact', [{ name: 'A', weiyibiaoshi: '13' }]);
		},
	});
	client = clientOf(emulator);
});
afterAll(async () => await emulator.close());
beforeEach(() => {
	clock = 1_700_000_000_000;
	emulator.reset();
});

const fetch = async (url: string, params: object = {}) =>
	await axios.get<string>(url, {
		params,
		validateStatus: () => true,
		responseType: 'text',
		transformResponse: [],
	});

describe('rich text attachments', () => {
	const path = '/v1/data/field/attachments';
	const target = () => ({ id, fieldApiName: 'description' });
	const attach = async () =>
		await client.upload(
			path,
			[
				['file', '名字.pdf', 'hello world'],
				['file', 'b.txt', 'b'],
			],
			target(),
		);
	const held = async () =>
		(await client.get(path, target())).data.data as Array<{
			docId: string;
			name: string;
			size: number;
		}>;

	it('takes several files and lists them', async () => {
		expect((await attach()).data).toEqual({ code: 200, message: 'OK', visible: false });
		expect(await held()).toEqual([
			{ docId: expect.stringMatching(/^[0-9a-f]{32}$/) as string, name: '名字.pdf', size: 11 },
			{ docId: expect.any(String) as string, name: 'b.txt', size: 1 },
		]);
		const record = await client.get('/v1/data', { id });
		const { attachmentList } = fieldsOf(record.data.data).description?.richText as {
			attachmentList: unknown[];
		};
		expect(attachmentList[0]).toMatchObject({ name: '名字.pdf', size: 11 });
		const unique = {
			objectApiName: 'contact',
			uniqueFieldApiName: 'weiyibiaoshi',
			uniqueFieldValue: '13',
			fieldApiName: 'description',
		};
		expect((await client.get(path, unique)).data.data).toHaveLength(2);
	});

	it.each([
		['a wrong type', [['file', 'a.exe', 'x']]],
		['an empty file', [['file', 'a.pdf', '']]],
		['another part name', [['upload', 'a.pdf', 'x']]],
		['no file', []],
	] as Array<[string, Array<[string, string, string]>]>)('refuses %s', async (_what, files) => {
		expect((await client.upload(path, files, target())).status).toBe(400);
		expect(await held()).toEqual([]);
	});

	it('refuses another kind of field, and a body that is not multipart', async () => {
		const wrong = { id, fieldApiName: 'name' };
		expect((await client.upload(path, [['file', 'a.pdf', 'x']], wrong)).status).toBe(400);
		expect((await client.post(path, {}, target())).status).toBe(400);
	});

	it('deletes with an empty successList, and reports what failed', async () => {
		await attach();
		const [first] = await held();
		const entry = { dataId: id, richTextFieldApiName: 'description', docIdList: [first?.docId] };
		const deleteAttachmentList = [entry, { ...entry, dataId: 1 }];
		const { data } = await client.put(path, { deleteAttachmentList });
		expect(data.data).toEqual({
			successList: [],
			failMap: { 1: '记录不存在' },
			total: 2,
			failTotal: 1,
			successTotal: 1,
		});
		expect(await held()).toHaveLength(1);
		expect((await client.put(path, {})).status).toBe(400);
	});

	const docUrl = async () => {
		await attach();
		const [first] = await held();
		const { data } = await client.get(`${path}/url`, { ...target(), docId: first?.docId });
		return (data.data as { docUrl: string }).docUrl;
	};

	it('docUrl leads to another host, which records what it was told', async () => {
		const url = await docUrl();
		expect(new URL(url).hostname).not.toBe(new URL(emulator.url).hostname);
		const file = await axios.get<string>(url, { headers: { authorization: 'Bearer secret' } });
		expect(file.data).toBe('hello world');
		expect(file.headers['content-disposition']).toContain(encodeURIComponent('名字.pdf'));
		const [entry] = emulator.otherHost.log.entries;
		expect(entry?.headers.authorization).toBe('Bearer secret');
		expect(Object.keys(entry?.query ?? {})).toEqual(['Expires', 'Signature']);
	});

	it('docUrl can lie on the own host', async () => {
		emulator.switches.downloadHost = 'own';
		const url = await docUrl();
		expect(url.startsWith(emulator.url)).toBe(true);
		expect((await fetch(url)).data).toBe('hello world');
	});

	it.each([
		['http403', 403],
		['envelope200', 200],
	] as const)('an expired docUrl answers %s', async (downloadExpired, status) => {
		emulator.switches.downloadExpired = downloadExpired;
		const url = await docUrl();
		clock += 300_001;
		const reply = await fetch(url);
		expect(reply.status).toBe(status);
		expect(JSON.parse(reply.data)).toMatchObject({ code: 403 });
		expect((await fetch(`${url}0`)).status).toBe(403);
	});

	it('refuses the link of an unknown document', async () => {
		expect((await client.get(`${path}/url`, { ...target(), docId: 'x' })).status).toBe(404);
	});
});

describe('files and file objects', () => {
	const uploaded = async () => {
		const files: Array<[string, string, string]> = [
			['a', '1.png', 'one'],
			['b', '2.png', 'two'],
		];
		const { data } = await client.upload('/v1/data/file/upload', files);
		return (data.data as { urlMap: Record<string, string> }).urlMap;
	};

	it('upload answers links under the keys of the parts', async () => {
		const urlMap = await uploaded();
		expect(Object.keys(urlMap)).toEqual(['a', 'b']);
		expect(urlMap.a).toMatch(/^http:\/\/127.0.0.1:\d+\/backend\/storage\/resource\/[0-9a-f-]{36}$/);
		const file = await fetch(urlMap.b ?? '', signed(clock));
		expect([file.status, file.data, file.headers['content-type']]).toEqual([
			200,
			'two',
			'image/png',
		]);
	});

	it.each([
		['http', 401],
		['envelope200', 200],
		['loginPage', 200],
	] as const)('an unsigned link answers %s', async (storageRefusal, status) => {
		emulator.switches.storageRefusal = storageRefusal;
		const { a = '' } = await uploaded();
		const reply = await fetch(a);
		expect(reply.status).toBe(status);
		const html = storageRefusal === 'loginPage';
		expect(reply.headers['content-type']).toContain(html ? 'text/html' : 'application/json');
	});

	it('links can be relative, and need no signature', async () => {
		Object.assign(emulator.switches, { storageUrls: 'relative', storageSign: 'notNeeded' });
		const { a = '' } = await uploaded();
		expect(a.startsWith('/backend/storage/resource/')).toBe(true);
		expect((await fetch(`${emulator.url}${a}`)).data).toBe('one');
	});

	it('a film is a file object, but no upload', async () => {
		const film: Array<[string, string, string]> = [['0', 'a.MP4', 'x']];
		expect((await client.upload('/v1/data/file/upload', film)).status).toBe(400);
		const { data } = await client.upload('/v1/data/file/object', film);
		expect(data).toEqual({
			code: 200,
			visible: false,
			data: { idMap: { 0: expect.any(Number) as number } },
		});
	});

	it('relates a file object to a record and lists it with paging', async () => {
		const { data } = await client.upload('/v1/data/file/object', [['k', '产品.png', 'pic']]);
		const fileId = (data.data as { idMap: Record<string, number> }).idMap.k;
		const body = { fileId, relateObjectApiName: 'contact', relateDataId: id, tag: 'photo' };
		const related = await client.post('/v1/data/file/relate', body);
		expect(related.data).toEqual({ code: 200, message: 'OK', visible: false });
		const unique = { uniqueFieldApiName: 'weiyibiaoshi', uniqueFieldValue: '13' };
		const by = { fileId, relateObjectApiName: 'contact', ...unique };
		expect((await client.post('/v1/data/file/relate', by)).status).toBe(200);
		const listed = await client.get('/v1/data/file/relate', { id });
		expect(listed.data.paging).toEqual({ pageNum: 1, pageSize: 2, total: 2 });
		const [first] = listed.data.data as Array<{ name: string; size: number; url: string }>;
		expect(first).toMatchObject({ name: '产品.png', size: 3 });
		expect(first?.url).toMatch(/\/backend\/storage\/resource\?req=\d+$/);
		expect((await fetch(first?.url ?? '', signed(clock))).data).toBe('pic');
		const wrong = [
			{ ...body, fileId: 99 },
			{ ...body, relateDataId: 1 },
		];
		for (const data of wrong) {
			expect((await client.post('/v1/data/file/relate', data)).status).toBe(404);
		}
		const noObject = { fileId, relateDataId: id };
		expect((await client.post('/v1/data/file/relate', noObject)).status).toBe(400);
	});
});

describe('file fields', () => {
	const path = '/v1/fileField/attachments';
	const target = (fieldApiName = 'attachment') => ({
		dataId: id,
		objectApiName: 'contact',
		fieldApiName,
	});
	const held = async (fieldApiName?: string) =>
		(await client.get(path, target(fieldApiName))).data.data as Array<Record<string, string>>;
	const attach = async (...names: string[]) => {
		const files = names.map((name): [string, string, string] => ['file', name, name]);
		return await client.upload(path, files, target());
	};

	it('uploads, lists with a pre-signed address, shows them on the record', async () => {
		expect((await attach('a.pdf', 'b.png')).data.code).toBe(200);
		const [first] = await held();
		expect(first).toMatchObject({ name: 'a.pdf', size: 5 });
		expect((await fetch(first?.downloadAddress ?? '')).data).toBe('a.pdf');
		const fields = fieldsOf((await client.get('/v1/data', { id })).data.data);
		expect(fields.attachment?.attachment).toMatchObject({
			attachmentList: [{ name: 'a.pdf' }, {}],
		});
		await client.upload(path, [['file', 'p.jpg', 'x']], target('photo'));
		const photo = fieldsOf((await client.get('/v1/data', { id })).data.data).photo;
		expect(photo?.picture).toMatchObject({ attachmentList: [{ name: 'p.jpg', size: 1 }] });
	});

	it('takes its parameters as form parts too', async () => {
		const data = new FormData();
		for (const [name, value] of Object.entries(target())) data.append(name, String(value));
		data.append('file', new Blob(['x'], { type: 'application/pdf' }), 'a.pdf');
		expect((await client.post(path, data)).data.code).toBe(200);
		expect(await held()).toHaveLength(1);
	});

	it('refuses txt, other fields, and a missing object', async () => {
		expect((await attach('a.txt')).status).toBe(400);
		const file: Array<[string, string, string]> = [['file', 'a.pdf', 'x']];
		expect((await client.upload(path, file, target('description'))).status).toBe(400);
		const rest = { dataId: id, fieldApiName: 'attachment' };
		expect((await client.upload(path, file, rest)).status).toBe(400);
	});

	it('removes some or all, by query or body', async () => {
		await attach('a.pdf', 'b.pdf', 'c.pdf');
		const docIds = (await held()).map(({ docId }) => docId);
		const remove = async (params: object) => await client.put(`${path}/remove`, undefined, params);
		expect((await remove({ ...target(), isClear: 0 })).status).toBe(400);
		expect((await remove({ ...target(), isClear: 0, docIds: docIds[0] })).status).toBe(200);
		const body = { ...target(), isClear: 0, docIds: [docIds[1]] };
		expect((await client.put(`${path}/remove`, body)).status).toBe(200);
		expect(await held()).toHaveLength(1);
		expect((await remove({ ...target(), isClear: 1 })).status).toBe(200);
		expect(await held()).toEqual([]);
		expect((await remove({ ...target(), isClear: 0, docIds: 'x' })).status).toBe(404);
	});

	it.each([
		['repeated', (ids: string[]) => ids.map((docId) => `docIds=${docId}`).join('&')],
		['comma', (ids: string[]) => `docIds=${ids.join(',')}`],
		['brackets', (ids: string[]) => ids.map((docId) => `docIds[]=${docId}`).join('&')],
	] as const)('several docIds: %s', async (form, print) => {
		await attach('a.pdf', 'b.pdf');
		const docIds = (await held()).map(({ docId }) => docId ?? '');
		const url = `${path}/remove?${print(docIds)}`;
		const params = { ...target(), isClear: 0 };
		for (const other of ['repeated', 'comma', 'brackets'] as const) {
			if (other === form) continue;
			emulator.switches.docIdsForm = other;
			expect((await client.put(url, undefined, params)).data.code).not.toBe(200);
		}
		emulator.switches.docIdsForm = form;
		expect((await client.put(url, undefined, params)).status).toBe(200);
		expect(await held()).toEqual([]);
	});
});
