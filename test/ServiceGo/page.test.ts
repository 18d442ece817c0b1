import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startServiceGo, type ServiceGoEmulator } from '../emulator/serviceGo';
import { binary, execute } from '../support/contexts';
import { benchOf, byId, mapped, object } from './bench';

/**
 * Every request example of the vendor's page https://www.udesk.cn/doc/sercive/data/ sent by the node, and the page's
 * own answer read into items. The page's slips, mended here:
 * - 7, 8: the curl lines have no `-X POST`, and their data stands unquoted after `-d`.
 * - 10: `-F 'file=helloWorld.pdf'` lacks the `@` of a file.
 * - 12, 13: the JSON answers lack a comma after `"visible" : false`.
 * - 14, 15: `Content-Type: application/x-www-form-urlencoded` stands beside `--form`; the body is multipart.
 * - 18: the path is printed with its pattern, `/v1/record/{majorDataId:^[1-9]\\d*$}`.
 */

interface Example {
	title: string;
	parameters: INodeParameters;
	item?: INodeExecutionData;
	request: {
		method: string;
		path: string;
		query?: Record<string, string>;
		body?: unknown;
		/** name, file name, type */
		parts?: Array<[string, string, string]>;
	};
	answer: IDataObject;
	items: IDataObject[];
	/** Answer of a request that comes before the example's own. */
	first?: { method: string; path: string; answer: IDataObject };
}

const ok = { code: 200, message: 'OK', visible: false };
const quiet = { code: 200, visible: false };

const found = {
	id: 5826,
	fieldDataList: [
		{ fieldApiName: 'name', fieldTypeApiName: 'field_type_single_line', fieldValue: 'test' },
		{ fieldApiName: 'calcFormula', fieldTypeApiName: 'field_type_formular', fieldValue: '15.00' },
		{ fieldApiName: 'coordinate', fieldTypeApiName: 'field_type_geography', fieldValue: '' },
	],
};
const foundItem = { id: 5826, name: 'test', calcFormula: '15.00', coordinate: '' };

const audit = (id: number, createTime: string, updateTime: string) => ({
	id,
	createUser: 'zhangsan',
	createTime,
	updateUser: 'zhangsan',
	updateTime,
	owner: 'zhangsan',
});
const listed = [
	audit(46480, '2019-11-12 15:52', '2019-11-12 15:52'),
	audit(46476, '2019-11-12 15:04', '2019-11-12 15:08'),
	audit(46477, '2019-11-12 15:04', '2019-11-12 15:09'),
];
const scrolled = [
	audit(46433, '2019-11-11 14:23', '2019-11-11 14:23'),
	audit(46434, '2019-11-11 16:52', '2019-11-11 16:52'),
	audit(46436, '2019-11-11 17:00', '2019-11-11 17:00'),
];

const conditionList = [
	{ fieldApiName: 'name', operator: 'is', value: 'test' },
	{ fieldApiName: 'weiyibiaoshi', operator: 'contains', value: '13' },
	{ fieldApiName: 'youxiang', operator: 'contains_any', value: 'test@qq.com' },
];
const searched: INodeParameters = {
	resource: 'record',
	operation: 'getAll',
	objectType: object('contact'),
	match: 'custom',
	logic: '1 or 2 and 3',
	conditions: {
		condition: conditionList.map(({ fieldApiName, operator, value }) => ({
			field: fieldApiName,
			operator,
			value,
		})),
	},
	filterId: byId(2),
	simplify: true,
	options: { pageSize: 20 },
};

const lookup = { lookup: [{ field: 'organization', externalField: 'sysOrganizationNo' }] };
const fieldDataList = (name: string) => [
	{ fieldApiName: 'name', fieldValue: name },
	{
		fieldApiName: 'organization',
		fieldValue: '客户',
		foreignExternalFieldApiName: 'sysOrganizationNo',
	},
];

const file = (operation: string, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'file',
	operation,
	objectType: object('case'),
	locateBy: 'id',
	...parameters,
});
const pictures: INodeExecutionData = {
	json: {},
	binary: { a: binary('1.png', 'one', 'image/png'), b: binary('2.png', 'two', 'image/png') },
};
const pdf: INodeExecutionData = {
	json: {},
	binary: { data: binary('helloWorld.pdf', 'hello world', 'application/pdf') },
};
const urls = {
	a: 'https://servicego.udesk.cn/backend/storage/resource/8bfc9fc1-d3c3-4726-a765-6b1d9674c8c5',
	b: 'https://servicego.udesk.cn/backend/storage/resource/ae85940e-fe1f-4a0c-9ffd-d5ea885540de',
};
const attached = [
	{
		name: '产品.png',
		size: 8847,
		url: 'https://servicego.udesk.cn/backend/storage/resource?req=1194',
	},
	{
		name: '产品.png',
		size: 8847,
		url: 'https://servicego.udesk.cn/backend/storage/resource?req=1195',
	},
];

const examples: Example[] = [
	{
		title: '1 create',
		parameters: {
			resource: 'record',
			operation: 'create',
			objectType: object('contact'),
			fields: mapped({ name: '测试联系人1', organization: '客户' }),
			options: { lookupKeys: lookup },
		},
		request: {
			method: 'POST',
			path: '/v1/data',
			body: { objectApiName: 'contact', fieldDataList: fieldDataList('测试联系人1') },
		},
		answer: { ...quiet, data: { id: 61528 } },
		items: [{ id: 61528, created: true }],
	},
	{
		title: '2 update',
		parameters: {
			resource: 'record',
			operation: 'update',
			objectType: object('contact'),
			locateBy: 'id',
			recordId: '61530',
			fields: mapped({ name: '测试联系人2', organization: '客户' }),
			options: { lookupKeys: lookup },
		},
		request: {
			method: 'PUT',
			path: '/v1/data',
			body: { objectApiName: 'contact', id: 61530, fieldDataList: fieldDataList('测试联系人2') },
		},
		answer: ok,
		items: [{ id: 61530, updated: true }],
	},
	{
		title: '3 get',
		parameters: {
			resource: 'record',
			operation: 'get',
			objectType: object('contact'),
			locateBy: 'id',
			recordId: '61527',
			simplify: true,
		},
		request: { method: 'GET', path: '/v1/data', query: { objectApiName: 'contact', id: '61527' } },
		answer: {
			...quiet,
			data: {
				id: 61527,
				fieldDataList: [
					{
						fieldApiName: 'name',
						fieldTypeApiName: 'field_type_single_line',
						fieldValue: '测试联系人03',
					},
					{
						fieldApiName: 'calcFormula',
						fieldTypeApiName: 'field_type_formular',
						fieldValue: '15.00',
					},
					{ fieldApiName: 'coordinate', fieldTypeApiName: 'field_type_geography', fieldValue: '' },
				],
			},
		},
		items: [{ id: 61527, name: '测试联系人03', calcFormula: '15.00', coordinate: '' }],
	},
	{
		title: '4 delete',
		parameters: {
			resource: 'record',
			operation: 'delete',
			objectType: object('contact'),
			locateBy: 'id',
			recordId: '61529',
		},
		request: {
			method: 'DELETE',
			path: '/v1/data',
			query: { objectApiName: 'contact', id: '61529' },
		},
		answer: ok,
		items: [{ id: 61529, deleted: true }],
	},
	{
		title: '5 list by filter',
		parameters: {
			resource: 'record',
			operation: 'getAllByFilter',
			objectType: object('contact'),
			filterId: byId(2),
			order: 'filter',
			simplify: true,
			options: { pageSize: 20 },
		},
		request: {
			method: 'GET',
			path: '/v1/datas',
			query: { objectApiName: 'contact', filterId: '2', pageSize: '20', pageNum: '1' },
		},
		answer: { ...ok, paging: { pageNum: 1, pageSize: 20, total: 50 }, data: listed },
		items: listed,
	},
	{
		title: '6 scroll by filter',
		parameters: {
			resource: 'record',
			operation: 'getAllByFilter',
			objectType: object('contact'),
			filterId: byId(2),
			order: 'scroll',
			simplify: true,
			options: { pageSize: 20 },
		},
		request: {
			method: 'GET',
			path: '/v1/datas/scroll',
			query: { objectApiName: 'contact', filterId: '2', pageSize: '20' },
		},
		answer: { ...ok, paging: { pageNum: 1, pageSize: 20, total: 50 }, data: scrolled },
		items: scrolled,
	},
	{
		title: '7 search',
		parameters: searched,
		request: {
			method: 'POST',
			path: '/v1/datas/search',
			body: {
				pageNum: 1,
				pageSize: 20,
				filterId: 2,
				objectApiName: 'contact',
				judgeStrategy: 3,
				customJudgeLogic: '1 or 2 and 3',
				conditionList,
			},
		},
		answer: { ...ok, paging: { pageNum: 1, pageSize: 1, total: 1 }, data: [found] },
		items: [foundItem],
	},
	{
		title: '8 scroll search',
		parameters: { ...searched, returnAll: true },
		request: {
			method: 'POST',
			path: '/v1/datas/scrollSearch',
			body: {
				scrollId: 0,
				pageSize: 20,
				filterId: 2,
				objectApiName: 'contact',
				judgeStrategy: 3,
				customJudgeLogic: '1 or 2 and 3',
				conditionList,
			},
		},
		answer: { ...ok, paging: { pageNum: 1, pageSize: 1, total: 1 }, data: [found] },
		items: [foundItem],
	},
	{
		title: '9 related records',
		parameters: {
			resource: 'record',
			operation: 'getRelated',
			objectType: object('contact'),
			parentObjectType: object('case'),
			recordId: '213306',
			pageFilterId: '2',
			simplify: true,
			options: { pageSize: 20 },
		},
		request: {
			method: 'GET',
			path: '/v1/data/relatedDatas',
			query: {
				pageSize: '20',
				pageNum: '1',
				dataId: '213306',
				filterId: '2',
				objectApiName: 'contact',
				parentObjectApiName: 'case',
			},
		},
		answer: {
			...ok,
			paging: { pageNum: 1, pageSize: 20, total: 1 },
			data: [
				{
					id: 5826,
					fieldDataList: [
						{
							fieldApiName: 'name',
							fieldTypeApiName: 'field_type_single_line',
							fieldValue: 'test',
						},
						{
							fieldApiName: 'zidongbianhao',
							fieldTypeApiName: 'field_type_auto_number',
							fieldValue: '2023-01',
						},
						{
							fieldApiName: 'coordinate',
							fieldTypeApiName: 'field_type_geography',
							fieldValue: '',
						},
					],
				},
			],
		},
		items: [{ id: 5826, name: 'test', zidongbianhao: '2023-01', coordinate: '' }],
	},
	{
		title: '10 upload rich-text attachment',
		parameters: file('uploadRichText', {
			recordId: '1234',
			fieldApiName: 'description',
			binaryPropertyName: 'data',
		}),
		item: pdf,
		request: {
			method: 'POST',
			path: '/v1/data/field/attachments',
			query: { id: '1234', fieldApiName: 'description' },
			parts: [['file', 'helloWorld.pdf', 'application/pdf']],
		},
		answer: ok,
		items: [{ field: 'data', fileName: 'helloWorld.pdf', uploaded: true }],
	},
	{
		title: '11 delete rich-text attachments',
		parameters: file('deleteRichText', {
			recordId: '56643',
			fieldApiName: 'description',
			docIds: '361',
		}),
		request: {
			method: 'PUT',
			path: '/v1/data/field/attachments',
			body: {
				deleteAttachmentList: [
					{ dataId: 56643, richTextFieldApiName: 'description', docIdList: ['361'] },
				],
			},
		},
		answer: {
			...ok,
			data: { successList: [], failMap: {}, total: 1, failTotal: 0, successTotal: 1 },
		},
		items: [{ id: 56643, docIds: ['361'], deleted: true }],
	},
	{
		title: '12 list rich-text attachments',
		parameters: file('getAllRichText', { recordId: '1234', fieldApiName: 'description' }),
		request: {
			method: 'GET',
			path: '/v1/data/field/attachments',
			query: { id: '1234', fieldApiName: 'description' },
		},
		answer: {
			...ok,
			data: [{ docId: '4f6adc8e1866f7dba9cd722c03b78d72', name: 'helloWorld.pdf', size: 11 }],
		},
		items: [{ docId: '4f6adc8e1866f7dba9cd722c03b78d72', name: 'helloWorld.pdf', size: 11 }],
	},
	{
		title: '14 upload files',
		parameters: file('upload', { binaryPropertyName: 'a, b' }),
		item: pictures,
		request: {
			method: 'POST',
			path: '/v1/data/file/upload',
			parts: [
				['a', '1.png', 'image/png'],
				['b', '2.png', 'image/png'],
			],
		},
		answer: { ...quiet, data: { urlMap: urls } },
		items: [
			{ field: 'a', fileName: '1.png', url: urls.a },
			{ field: 'b', fileName: '2.png', url: urls.b },
		],
	},
	{
		title: '15 upload to file object',
		parameters: file('uploadToRecord', { recordId: '2', binaryPropertyName: 'a, b' }),
		item: pictures,
		request: {
			method: 'POST',
			path: '/v1/data/file/object',
			parts: [
				['a', '1.png', 'image/png'],
				['b', '2.png', 'image/png'],
			],
		},
		answer: { ...quiet, data: { idMap: { a: 58342, b: 58341 } } },
		first: { method: 'POST', path: '/v1/data/file/relate', answer: ok },
		items: [
			{ field: 'a', fileName: '1.png', fileId: 58342, attached: true },
			{ field: 'b', fileName: '2.png', fileId: 58341, attached: true },
		],
	},
	{
		title: '16 attach a file object to a record',
		parameters: file('uploadToRecord', { recordId: '2', binaryPropertyName: 'data' }),
		item: pdf,
		first: {
			method: 'POST',
			path: '/v1/data/file/object',
			answer: { ...quiet, data: { idMap: { data: 1 } } },
		},
		request: {
			method: 'POST',
			path: '/v1/data/file/relate',
			body: { fileId: 1, relateObjectApiName: 'case', relateDataId: 2 },
		},
		answer: ok,
		items: [{ field: 'data', fileName: 'helloWorld.pdf', fileId: 1, attached: true }],
	},
	{
		title: '17 files of a record',
		parameters: file('getAll', { recordId: '57054' }),
		request: { method: 'GET', path: '/v1/data/file/relate', query: { id: '57054' } },
		answer: { ...ok, paging: { pageNum: 1, pageSize: 2, total: 2 }, data: attached },
		items: attached,
	},
	{
		title: '18 create relation',
		parameters: {
			resource: 'relation',
			operation: 'create',
			recordId: '435033',
			objectRelationId: '8',
			relatedIds: '431048,430909',
		},
		request: {
			method: 'POST',
			path: '/v1/record/435033',
			body: { objectRelationId: 8, relatedDataIdList: [431048, 430909] },
		},
		answer: { ...quiet, data: 'ok' },
		items: [{ id: 435033, objectRelationId: 8, relatedIds: [431048, 430909], related: true }],
	},
	{
		title: '19 delete relation',
		parameters: {
			resource: 'relation',
			operation: 'delete',
			recordId: '430906',
			relatedId: '435033',
		},
		request: {
			method: 'DELETE',
			path: '/v1/selfObjectRelationData',
			query: { majorDataId: '430906', relateDataId: '435033' },
		},
		answer: { ...quiet, data: 'ok' },
		items: [{ id: 430906, relatedId: 435033, deleted: true }],
	},
	{
		title: '20 list relations',
		parameters: {
			resource: 'relation',
			operation: 'getAll',
			recordId: '435033',
			uiId: '4809',
			simplify: true,
			options: { pageSize: 20 },
		},
		request: {
			method: 'GET',
			path: '/v1/selfObjectRelationData',
			query: { pageNum: '1', pageSize: '20', majorDataId: '435033', uiId: '4809' },
		},
		answer: {
			...quiet,
			data: {
				showFieldList: [
					{ id: 4184, label: '编号', fieldName: 'bianhao', fieldType: 16 },
					{ id: 4314, label: '省', fieldName: 'province', fieldType: 14 },
					{ id: 6390, label: '电话', fieldName: 'dianhua', fieldType: 10 },
				],
				total: 4,
				pageNum: 1,
				pageSize: 20,
				fieldDataList: [
					{
						dataId: 430907,
						dataName: '测试1-6-8',
						relationId: 8,
						relationName: '巨量',
						fieldValueMap: { 4184: '01-06-003' },
					},
					{
						dataId: 430909,
						dataName: '#819',
						relationId: 8,
						relationName: '巨量',
						fieldValueMap: { 4184: '7165' },
					},
				],
			},
		},
		items: [
			{
				dataId: 430907,
				dataName: '测试1-6-8',
				relationId: 8,
				relationName: '巨量',
				fields: { bianhao: '01-06-003' },
			},
			{
				dataId: 430909,
				dataName: '#819',
				relationId: 8,
				relationName: '巨量',
				fields: { bianhao: '7165' },
			},
		],
	},
];

let emulator: ServiceGoEmulator;
beforeAll(async () => {
	emulator = await startServiceGo({ quotaPerMinute: 600_000 });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const unsigned = ({ email, timestamp, sign, ...query }: Record<string, unknown>) => {
	expect([email, timestamp, sign]).toEqual([
		expect.any(String),
		expect.any(String),
		expect.any(String),
	]);
	return query;
};

const canned = (method: string, path: string, body: IDataObject, times = 1) =>
	emulator.faults.add({
		when: { method, path },
		before: true,
		times,
		answer: { status: 200, body },
	});

describe("the vendor's page", () => {
	it.each(examples)('$title', async ({ parameters, item, request, answer, items, first }) => {
		const { method, path, query = {}, body, parts } = request;
		if (first) canned(first.method, first.path, first.answer, items.length);
		canned(method, path, answer);
		const out = await execute(benchOf(emulator), { parameters, items: [item ?? {}] });

		expect(out.map(({ json }) => json)).toEqual(items);
		const [sent, ...more] = emulator.log.of(method, path);
		expect(more).toEqual([]);
		expect(unsigned(sent.query)).toEqual(query);
		if (parts) {
			expect(sent.parts?.map(({ name, filename, type }) => [name, filename, type])).toEqual(parts);
		} else {
			expect(sent.body).toEqual(body);
		}
	});

	it('13 download URL of a rich-text attachment', async () => {
		const docUrl = `${emulator.otherHost.url}/url/xxx/helloWorld.pdf`;
		canned('GET', '/v1/data/field/attachments/url', { ...ok, data: { docUrl } });
		const parameters = file('downloadRichText', {
			recordId: '1234',
			fieldApiName: 'description',
			docId: '4f6adc8e1866f7dba9cd722c03b78d72',
			outputBinaryField: 'data',
		});
		await execute(benchOf(emulator), { parameters, node: { onError: 'continueRegularOutput' } });
		const [sent] = emulator.log.of('GET', '/v1/data/field/attachments/url');
		expect(unsigned(sent.query)).toEqual({
			id: '1234',
			fieldApiName: 'description',
			docId: '4f6adc8e1866f7dba9cd722c03b78d72',
		});
		const [fetched] = emulator.otherHost.log.entries;
		expect([fetched.path, fetched.query]).toEqual(['/url/xxx/helloWorld.pdf', {}]);
	});

	it('holds all 20 endpoints', () => {
		const numbers = [...examples.map(({ title }) => parseInt(title, 10)), 13].sort((a, b) => a - b);
		expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
	});
});
