import type { HubSpotEmulator } from '../../emulator/hubSpot';
import type { OperationRow } from './row';
import { byId, fields, listed, resultOf } from './row';

const contacts = { objectType: listed('contacts', 'Contact') };
const deals = { objectType: listed('deals', 'Deal') };
const made = { ...contacts, recordId: resultOf('record.create') };

/** Each activity is made on the contact, and pinned to it. */
const activities: Record<string, Record<string, string>> = {
	note: { hs_note_body: 'Hello' },
	task: { hs_task_subject: 'Call back' },
	call: { hs_call_title: 'Intro' },
	meeting: { hs_meeting_title: 'Kick-off', hs_meeting_start_time: '2026-11-22T08:30:00Z' },
	email: { hs_email_subject: 'Hi' },
	communication: { hs_communication_body: 'Hi' },
	postalMail: { hs_postal_mail_body: 'Dear' },
};

const activityRows = (): OperationRow[] =>
	Object.entries(activities).flatMap(([resource, properties]) => [
		{ key: `${resource}.create`, parameters: { ...properties, ...made } },
		{
			key: `${resource}.pin`,
			parameters: { ...made, engagementId: resultOf(`${resource}.create`) },
		},
	]);

/** Records of other people that the rows work on. */
function prepare({ seed, otherHost }: HubSpotEmulator) {
	const [master = '', twin = ''] = seed.records('contacts', [
		{ email: 'master@b.cd' },
		{ email: 'twin@b.cd' },
		{ email: 'erased@b.cd' },
	]);
	const [company = ''] = seed.records('companies', [{ name: 'X' }]);
	const [approved = '', started = ''] = seed.records('deals', [
		{ dealname: 'A', pipeline: 'default' },
		{ dealname: 'B', pipeline: 'default' },
	]);
	seed.approval(approved, 'PENDING');
	seed.approval(started, 'APPROVED');
	const [quote = ''] = seed.records('quotes', [
		{ hs_title: 'Q', hs_status: 'DRAFT', hs_expiration_date: '2027-01-01' },
	]);
	const { listId } = seed.list({ name: 'D', processingType: 'DYNAMIC', filterBranch: {} });
	const { id } = seed.file('src.txt', Buffer.from('abc'), { access: 'PUBLIC_INDEXABLE' });
	const fileUrl = `${otherHost.url}/public/${id}/src.txt`;
	return { master, twin, company, approved, started, quote, listId, fileUrl };
}

export function hubSpotRows(emulator: HubSpotEmulator): OperationRow[] {
	const { master, twin, company, approved, started, quote, listId, fileUrl } = prepare(emulator);
	const objects = { ...contacts, toObjectType: listed('companies', 'Company') };
	const ends = { ...objects, recordId: made.recordId, toRecordId: company };
	const label = { ...objects, labelId: resultOf('relation.createLabel', 'typeId') };
	const listOf = (key: string) => byId(resultOf(key, 'listId'));
	const list = { listId: listOf('list.create') };
	const storing = { folder: '/x', access: 'PRIVATE' };
	const file = { fileId: resultOf('file.upload') };
	const group = { ...contacts, groupName: 'extra' };
	// one that has had a property is not deleted
	const spare = { ...contacts, groupName: 'spare' };
	const field = { ...contacts, fieldName: 'colour' };
	const pipeline = { ...deals, pipelineId: resultOf('pipeline.create') };
	const stage = { ...pipeline, stageId: resultOf('stage.create') };
	const schema = { schemaName: resultOf('schema.create', 'objectTypeId') };
	const importOf = (key: string, id: string) => ({ importId: resultOf(key, id) });
	const importing = { importName: 'I', ...contacts, importMode: 'UPSERT', keyColumn: 'email' };
	return [
		{ key: 'bulk.importItems', parameters: importing, fromValues: true, first: { rows: 1 } },
		{
			key: 'record.create',
			parameters: { ...contacts, ...fields({ email: 'op@b.cd', firstname: 'Operation' }) },
			first: { email: 'op@b.cd' },
		},
		{ key: 'record.update', parameters: { ...made, ...fields({ lastname: 'Ü' }) } },
		{
			key: 'record.upsert',
			parameters: {
				...contacts,
				uniqueField: 'email',
				uniqueValue: 'op@b.cd',
				...fields({ firstname: 'Op' }),
			},
		},
		{
			key: 'record.get',
			parameters: {
				...contacts,
				locateBy: 'uniqueField',
				uniqueField: 'email',
				uniqueValue: 'op@b.cd',
				properties: ['firstname', 'lastname'],
			},
			first: { firstname: 'Op', lastname: 'Ü' },
		},
		{ key: 'record.getAll', parameters: { ...contacts, limit: 2 } },
		{
			key: 'record.search',
			parameters: {
				...contacts,
				conditions: { condition: [{ field: 'email', operator: 'EQ', value: 'op@b.cd' }] },
				properties: ['email'],
			},
			first: { email: 'op@b.cd' },
		},
		{
			key: 'record.merge',
			parameters: { ...contacts, recordId: master, mergeId: twin },
			first: { merged: true },
		},
		{ key: 'record.gdprDelete', parameters: { contact: 'erased@b.cd' } },
		{
			key: 'relation.createLabel',
			parameters: { ...objects, label: 'Boss', internalName: 'boss', inverseLabel: 'Staff' },
			first: { label: 'Boss' },
		},
		{ key: 'relation.create', parameters: { ...ends, associationType: 'Boss' } },
		{ key: 'relation.getAll', parameters: ends },
		{ key: 'relation.getAllLabels', parameters: objects },
		{ key: 'relation.removeLabel', parameters: { ...ends, associationType: 'Boss' } },
		{ key: 'relation.updateLabel', parameters: { ...label, label: 'Chief' } },
		{ key: 'relation.deleteLabel', parameters: label, first: { deleted: true } },
		{ key: 'relation.delete', parameters: ends, first: { deleted: true } },
		{ key: 'list.create', parameters: { listName: 'A', ...contacts } },
		{ key: 'list.create#other', parameters: { listName: 'B', ...contacts } },
		{ key: 'list.addMembers', parameters: { ...list, recordId: made.recordId } },
		{ key: 'list.getMembers', parameters: list },
		{ key: 'list.getOfRecord', parameters: made },
		{
			key: 'list.moveAllMembers',
			parameters: { sourceListId: list.listId, listId: listOf('list.create#other') },
		},
		{
			key: 'list.removeMembers',
			parameters: { listId: listOf('list.create#other'), recordId: made.recordId },
		},
		{ key: 'list.updateName', parameters: { ...list, listName: 'A2' } },
		{ key: 'list.get', parameters: list, first: { name: 'A2' } },
		{ key: 'list.getAll', parameters: { query: 'A2' } },
		{ key: 'list.delete', parameters: list },
		{ key: 'list.restore', parameters: list },
		{
			key: 'list.updateFilters',
			parameters: {
				listId: byId(listId),
				filterBranch: '{ "filterBranchType": "OR", "filterBranches": [] }',
			},
		},
		{ key: 'file.upload', parameters: storing, first: { name: 'note' } },
		{ key: 'file.get', parameters: file },
		{ key: 'file.replace', parameters: file },
		{ key: 'file.update', parameters: { ...file, options: { newName: 'b' } } },
		{ key: 'file.getAll', parameters: { nameContains: 'b' } },
		{ key: 'file.download', parameters: file, file: true },
		{ key: 'file.delete', parameters: file, first: { deleted: true } },
		{ key: 'file.importFromUrl', parameters: { ...storing, fileUrl, fileName: 'dst.txt' } },
		{ key: 'file.gdprDelete', parameters: { fileId: resultOf('file.importFromUrl') } },
		{
			key: 'file.attach',
			parameters: { ...made, ...storing, note: 'See' },
			first: { attached: true },
		},
		{ key: 'file.getAttachments', parameters: made, first: { name: 'note' } },
		{
			key: 'approval.get',
			parameters: { dealId: approved },
			first: { approvalStatus: 'PENDING' },
		},
		{ key: 'approval.getAll', parameters: { dealStatuses: ['PENDING'] } },
		{ key: 'approval.start', parameters: { dealId: started } },
		{ key: 'approval.setQuoteStatus', parameters: { quoteId: quote } },
		...activityRows(),
		{ key: 'fieldGroup.create', parameters: { ...group, label: 'Extra' } },
		{ key: 'fieldGroup.update', parameters: { ...group, definition: '{ "label": "E" }' } },
		{ key: 'fieldGroup.get', parameters: group, first: { label: 'E' } },
		{ key: 'fieldGroup.getAll', parameters: contacts },
		{ key: 'field.create', parameters: { ...field, label: 'Colour', groupName: 'extra' } },
		{ key: 'field.update', parameters: { ...field, definition: '{ "label": "Color" }' } },
		{ key: 'field.get', parameters: field, first: { label: 'Color' } },
		{ key: 'field.getAll', parameters: contacts },
		{ key: 'field.delete', parameters: field, first: { deleted: true } },
		{ key: 'fieldGroup.create#spare', parameters: { ...spare, label: 'Spare' } },
		{ key: 'fieldGroup.delete', parameters: spare, first: { deleted: true } },
		{
			key: 'pipeline.create',
			parameters: {
				...deals,
				label: 'P',
				displayOrder: 1,
				definition:
					'{ "stages": [{ "label": "New", "displayOrder": 0, "metadata": { "probability": "0.1" } }] }',
			},
		},
		{
			key: 'stage.create',
			parameters: {
				...pipeline,
				label: 'S',
				displayOrder: 1,
				definition: '{ "metadata": { "probability": "0.5" } }',
			},
		},
		{ key: 'stage.update', parameters: { ...stage, definition: '{ "label": "T" }' } },
		{ key: 'stage.get', parameters: stage, first: { label: 'T' } },
		{ key: 'stage.getAll', parameters: pipeline },
		{ key: 'stage.delete', parameters: stage },
		{ key: 'pipeline.update', parameters: { ...pipeline, definition: '{ "label": "P2" }' } },
		{ key: 'pipeline.get', parameters: pipeline, first: { label: 'P2' } },
		{ key: 'pipeline.getAll', parameters: deals },
		{ key: 'pipeline.delete', parameters: pipeline },
		{ key: 'user.getAll', parameters: { email: 'ada@example.com' }, first: { id: '41' } },
		{ key: 'user.get', parameters: { ownerId: '42' }, first: { id: '42' } },
		{
			key: 'schema.create',
			parameters: {
				schemaName: 'boat',
				singular: 'Boat',
				plural: 'Boats',
				primaryDisplayProperty: 'hull',
				definition:
					'{ "properties": [{ "name": "hull", "label": "Hull", "type": "string", "fieldType": "text" }] }',
			},
		},
		{
			key: 'schema.update',
			parameters: {
				...schema,
				definition: '{ "labels": { "singular": "Ship", "plural": "Ships" } }',
			},
		},
		{ key: 'schema.get', parameters: schema },
		{ key: 'schema.getAll', parameters: {} },
		{ key: 'schema.delete', parameters: schema, first: { deleted: true } },
		{
			key: 'bulk.cancelImport',
			parameters: importOf('bulk.importItems', 'importId'),
			first: { cancelled: true },
		},
		{ key: 'bulk.importFile', parameters: importing },
		{ key: 'bulk.getImport', parameters: importOf('bulk.importFile', 'id') },
		{ key: 'bulk.getImport#done', parameters: importOf('bulk.importFile', 'id') },
		{ key: 'bulk.getImportErrors', parameters: importOf('bulk.importFile', 'id') },
		{ key: 'bulk.export', parameters: { ...contacts, properties: ['firstname'] }, file: true },
		{ key: 'bulk.getExport', parameters: { exportId: resultOf('bulk.export', 'exportId') } },
		{ key: 'api.request', parameters: { path: '/crm/v3/objects/contacts' } },
		{ key: 'api.requestMany', parameters: { path: '/crm/v3/objects/contacts', limit: 2 } },
		{ key: 'record.delete', parameters: made, first: { deleted: true } },
	];
}
