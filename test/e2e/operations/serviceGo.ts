import type { OperationRow } from './row';
import { fields, listed, resultOf as of } from './row';

/** Records of the emulator that the rows work on. */
export interface Ids {
	organization: number;
	cases: number[];
}

const contact = { objectType: listed('contact', 'Contact') };
const allContacts = { filterId: listed('1', '全部') };

const unique = { uniqueField: 'weiyibiaoshi', uniqueValue: 'OP-1' };
const made = { ...contact, recordId: of('record.create') };
const richText = { ...made, fieldApiName: 'description' };
const inField = { ...made, fieldApiName: 'attachment' };

/** In the order in which they run. */
export const serviceGoRows = ({ organization, cases: [major, related] }: Ids): OperationRow[] => [
	{
		key: 'record.create',
		parameters: { ...contact, ...fields({ name: '全部操作', weiyibiaoshi: 'OP-1' }) },
		first: { created: true },
	},
	{
		key: 'record.upsert',
		parameters: { ...contact, ...unique, ...fields({ gender: '女', score: '91' }) },
		first: { created: false },
	},
	{
		key: 'record.update',
		parameters: { ...made, ...fields({ organization: String(organization) }) },
		first: { updated: true },
	},
	{
		key: 'record.get',
		parameters: { ...contact, locateBy: 'uniqueField', ...unique },
		first: { name: '全部操作', gender: '女', score: '91' },
	},
	{
		key: 'record.getAll',
		parameters: {
			...contact,
			...allContacts,
			conditions: {
				condition: [
					{ field: 'weiyibiaoshi', operator: 'contains', value: 'OP' },
					{ field: 'score', operator: 'greater_than', value: '90' },
				],
			},
		},
		first: { weiyibiaoshi: 'OP-1' },
	},
	{
		key: 'record.getAllByFilter',
		parameters: { ...contact, ...allContacts, limit: 2, options: { wholeRecords: true } },
		first: { owner: 'Admin' },
	},
	{
		key: 'record.getRelated',
		parameters: {
			...contact,
			parentObjectType: listed('organization', 'Organization (Customer)'),
			recordId: String(organization),
			pageFilterId: '101',
			returnAll: true,
		},
		first: { organization: { id: String(organization), name: '客户' } },
	},
	{
		key: 'relation.create',
		parameters: { recordId: String(major), objectRelationId: '8', relatedIds: String(related) },
		first: { related: true },
	},
	{
		key: 'relation.getAll',
		parameters: { recordId: String(major), uiId: '4809' },
		first: { dataId: related },
	},
	{
		key: 'relation.delete',
		parameters: { recordId: String(major), relatedId: String(related) },
		first: { deleted: true },
	},
	{ key: 'file.upload', parameters: {}, first: { field: 'data', fileName: 'note.pdf' } },
	{ key: 'file.download', parameters: { url: of('file.upload', 'url') }, first: {}, file: true },
	{
		key: 'file.uploadToRecord',
		parameters: { ...made, options: { tag: 'e2e' } },
		first: { attached: true },
	},
	{ key: 'file.getAll', parameters: made, first: { name: 'note.pdf' } },
	{ key: 'file.uploadRichText', parameters: richText, first: { uploaded: true } },
	{ key: 'file.getAllRichText', parameters: richText, first: { name: 'note.pdf' } },
	{
		key: 'file.downloadRichText',
		parameters: { ...richText, docId: of('file.getAllRichText', 'docId') },
		first: {},
		file: true,
	},
	{
		key: 'file.deleteRichText',
		parameters: { ...richText, docIds: of('file.getAllRichText', 'docId') },
		first: { deleted: true },
	},
	{ key: 'file.uploadToField', parameters: inField, first: { uploaded: true } },
	{ key: 'file.getAllInField', parameters: inField, first: { name: 'note.pdf' } },
	{
		key: 'file.removeFromField',
		parameters: { ...inField, docIds: of('file.getAllInField', 'docId') },
		first: { removed: true },
	},
	{ key: 'field.getAll', parameters: { ...contact, returnAll: true }, first: { apiName: 'name' } },
	{ key: 'filter.getAll', parameters: contact, first: { name: '全部' } },
	{
		key: 'user.create',
		parameters: {
			email: 'new@example.com',
			password: 'Some-text-1',
			realname: '新员工',
			positionId: '1',
			roleIds: '1,2',
		},
		first: { realname: '新员工' },
	},
	{ key: 'user.get', parameters: { value: 'new@example.com' }, first: { realname: '新员工' } },
	{
		key: 'user.update',
		parameters: { userId: of('user.create'), options: { mobile: '13800138000' } },
		first: { updated: true },
	},
	{
		key: 'userGroup.create',
		parameters: { groupName: 'Second line', memberIds: of('user.create') },
		first: { name: 'Second line', userCount: 1 },
	},
	{
		key: 'userGroup.get',
		parameters: { userGroupId: of('userGroup.create') },
		first: { name: 'Second line' },
	},
	{
		key: 'userGroup.update',
		parameters: {
			userGroupId: of('userGroup.create'),
			groupName: 'Third line',
			memberIds: of('user.create'),
		},
		first: { updated: true },
	},
	{
		key: 'api.request',
		parameters: { path: '/v1/fields', query: '{ "objectApiName": "contact" }' },
		first: { code: 200 },
	},
	{
		key: 'api.requestMany',
		parameters: {
			path: '/v1/datas',
			query: '{ "objectApiName": "contact", "filterId": 1 }',
			returnAll: true,
		},
		first: { owner: 'Admin' },
	},
	{ key: 'record.delete', parameters: made, first: { deleted: true } },
];
