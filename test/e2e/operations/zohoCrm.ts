import type { ZohoCrmEmulator } from '../../emulator/zohoCrm';
import type { OperationRow } from './row';
import { fields, listed, resultOf } from './row';

const on = (name: string) => ({ objectType: listed(name) });
const leads = on('Leads');
const made = { ...leads, recordId: resultOf('record.create') };

/** Records of other people that the rows work on. */
function prepare({ seed, store }: ZohoCrmEmulator) {
	const lead = (name: string) =>
		seed.records('Leads', [{ Last_Name: name, Company: name, External_Key: name }])[0];
	const ids = {
		lead: lead('Lead'),
		converted: lead('Converted'),
		master: lead('Master'),
		twin: lead('Twin'),
		massOne: lead('One'),
		pending: lead('Pending'),
		blueprint: lead('Blueprint'),
		bins: [lead('A'), lead('B'), lead('C')],
		quote: seed.records('Quotes', [{ Subject: 'Q' }])[0],
		campaign: seed.records('Campaigns', [{ Campaign_Name: 'C' }])[0],
		deal: seed.records('Deals', [{ Deal_Name: 'D' }])[0],
		contact: seed.records('Contacts', [{ Last_Name: 'C' }])[0],
		user: [...store.users.keys()][1],
		territory: [...store.territories.keys()][0],
		me: store.me,
	};
	seed.set('Leads', ids.pending, { approval: 'approval_process_pending' });
	seed.set('Leads', ids.blueprint, {
		blueprint: [{ id: '77', name: 'Call', next: 'Called', needs: ['Phone'] }],
	});
	return ids;
}

export function zohoCrmRows(emulator: ZohoCrmEmulator): OperationRow[] {
	const ids = prepare(emulator);
	const share = { ...made, userId: ids.user };
	const member = {
		...on('Campaigns'),
		recordId: ids.campaign,
		relatedList: 'Leads',
		relatedId: made.recordId,
	};
	const role = { recordId: ids.deal, contactId: ids.contact };
	const attached = { ...made, attachmentId: resultOf('attachment.upload') };
	const note = { noteId: resultOf('note.create') };
	const pending = { ...leads, recordId: ids.pending };
	const blueprint = { ...leads, recordId: ids.blueprint };
	const names = { fieldNames: ['Last_Name'] };
	const criteria = {
		searchBy: 'criteria',
		conditions: { condition: [{ field: 'Last_Name', operator: 'equals', value: 'Lead' }] },
	};
	const territories = { ...made, territories: [ids.territory] };
	const job = { jobId: resultOf('bulk.startRead', 'jobId') };
	return [
		{
			key: 'record.create',
			parameters: { ...leads, ...fields({ Last_Name: 'Operation', Email: 'op@b.co' }) },
			first: { created: true },
		},
		{ key: 'record.update', parameters: { ...made, ...fields({ Company: 'Zy' }) } },
		{
			key: 'record.upsert',
			parameters: {
				...leads,
				duplicateCheckFields: ['Email'],
				...fields({ Last_Name: 'Operation', Email: 'op@b.co', Phone: '1' }),
			},
			first: { action: 'update' },
		},
		{ key: 'record.get', parameters: made, first: { Company: 'Zy', Phone: '1' } },
		{ key: 'record.getAll', parameters: { ...leads, ...names, limit: 2 } },
		{
			key: 'record.getByExternalId',
			parameters: { ...leads, externalField: 'External_Key', externalValue: 'Lead' },
			first: { Last_Name: 'Lead' },
		},
		{
			key: 'record.search',
			parameters: { ...leads, ...criteria, ...names },
			first: { Last_Name: 'Lead' },
		},
		{ key: 'record.count', parameters: { ...leads, ...criteria }, first: { count: 1 } },
		{
			key: 'record.coql',
			parameters: { coqlQuery: "select Last_Name from Leads where Last_Name = 'Lead'" },
			first: { Last_Name: 'Lead' },
		},
		{ key: 'record.changeOwner', parameters: { ...made, ownerId: ids.user } },
		{ key: 'record.clone', parameters: { ...made, ...fields({ Email: 'clone@b.co' }) } },
		{
			key: 'record.convertInventory',
			parameters: { ...on('Quotes'), recordId: ids.quote, convertTo: ['Sales_Orders'] },
		},
		{
			key: 'record.convertLead',
			parameters: { recordId: ids.converted },
			first: { converted: true },
		},
		{ key: 'record.merge', parameters: { ...leads, recordId: ids.master, mergeIds: ids.twin } },
		{
			key: 'record.massUpdate',
			parameters: {
				...leads,
				selectBy: 'ids',
				ids: ids.massOne,
				...fields({ Company: 'Mass' }),
			},
		},
		{
			key: 'record.massDelete',
			parameters: { ...leads, selectBy: 'ids', ids: ids.massOne },
			first: { done: 1 },
		},
		{ key: 'record.assignTerritory', parameters: territories },
		{ key: 'record.removeTerritory', parameters: territories },
		{ key: 'record.lock', parameters: { ...made, reason: 'Audit' } },
		{ key: 'record.unlock', parameters: made, first: { unlocked: true } },
		{ key: 'record.share', parameters: share },
		{ key: 'record.updateShare', parameters: { ...share, permission: 'full_access' } },
		{ key: 'record.getShares', parameters: made, first: { permission: 'full_access' } },
		{ key: 'record.revokeShare', parameters: made },
		{
			key: 'record.relatedCount',
			parameters: { ...member, relatedLists: ['Leads'] },
		},
		{ key: 'record.timeline', parameters: { ...made, limit: 5 } },
		{ key: 'relation.link', parameters: member, first: { linked: true } },
		{
			key: 'relation.getAll',
			parameters: { ...member, relatedFields: 'Last_Name' },
			first: { Last_Name: 'Operation' },
		},
		{ key: 'relation.unlink', parameters: member },
		{
			key: 'relation.setContactRole',
			parameters: { ...role, roleId: '3652397000000006800' },
		},
		{
			key: 'relation.getContactRoles',
			parameters: { ...role, relatedFields: 'Last_Name' },
			first: { Last_Name: 'C' },
		},
		{ key: 'relation.removeContactRole', parameters: role },
		{ key: 'attachment.upload', parameters: made, first: { fileName: 'note.png' } },
		{ key: 'attachment.getAll', parameters: made, first: { File_Name: 'note.png' } },
		{ key: 'attachment.download', parameters: attached, file: true },
		{ key: 'attachment.delete', parameters: attached },
		{
			key: 'attachment.addLink',
			parameters: { ...made, linkUrl: 'https://example.com/a.pdf', linkTitle: 'A' },
		},
		{ key: 'file.upload', parameters: {} },
		{
			key: 'file.download',
			parameters: { fileIn: 'store', fileId: resultOf('file.upload') },
			file: true,
		},
		{
			key: 'file.uploadToField',
			parameters: { ...made, fileField: 'Photo_Field' },
			first: { uploaded: true },
		},
		{ key: 'photo.upload', parameters: made },
		{ key: 'photo.download', parameters: made, file: true },
		{ key: 'photo.delete', parameters: made },
		{ key: 'note.create', parameters: { ...made, noteTitle: 'T', noteContent: 'Text' } },
		{ key: 'note.update', parameters: { ...note, noteContent: 'New' } },
		{ key: 'note.getAll', parameters: made, first: { Note_Content: 'New' } },
		{ key: 'note.delete', parameters: note },
		{ key: 'tag.create', parameters: { ...leads, tagName: 'Hot', tagColor: '#57B1FD' } },
		{ key: 'tag.add', parameters: { ...made, tagNames: ['Hot'] } },
		{ key: 'tag.getAll', parameters: leads, first: { name: 'Hot' } },
		{ key: 'tag.remove', parameters: { ...made, tagNames: ['Hot'] } },
		{
			key: 'tag.update',
			parameters: { ...leads, tagId: resultOf('tag.create'), tagName: 'Cold' },
		},
		{ key: 'tag.delete', parameters: { ...leads, tagId: resultOf('tag.create') } },
		{
			key: 'approval.getAll',
			parameters: { ...leads, approvalStates: ['approval_process_pending'], ...names },
			first: { Last_Name: 'Pending' },
		},
		{
			key: 'approval.get',
			parameters: pending,
			first: { approvalState: 'approval_process_pending' },
		},
		{ key: 'approval.getPending', parameters: {} },
		{ key: 'approval.act', parameters: pending },
		{ key: 'blueprint.getTransitions', parameters: blueprint, first: { name: 'Call' } },
		{
			key: 'blueprint.run',
			parameters: { ...blueprint, transitionId: '77', transitionData: '{ "Phone": "1" }' },
		},
		{
			key: 'email.send',
			parameters: {
				...made,
				from: ids.me.email,
				to: 'a@b.co',
				subject: 'Hi',
				content: '<p>x</p>',
			},
		},
		{ key: 'email.getAll', parameters: made },
		...ids.bins.map((recordId, index) => ({
			key: index ? `record.delete#${index}` : 'record.delete',
			parameters: { ...leads, recordId },
			first: { deleted: true },
		})),
		{ key: 'record.getDeleted', parameters: leads },
		{ key: 'record.restore', parameters: { recordId: ids.bins[0] } },
		{ key: 'recycleBin.getAll', parameters: {} },
		{ key: 'recycleBin.restore', parameters: { recordId: ids.bins[1] } },
		{ key: 'recycleBin.delete', parameters: { recordId: ids.bins[2] } },
		{ key: 'recycleBin.empty', parameters: {} },
		{
			key: 'bulk.write',
			parameters: {
				...leads,
				writeMode: 'insert',
				keyField: 'Unique_Code',
				...fields({ Last_Name: 'Bulk', Unique_Code: 'b1' }),
			},
			first: { status: 'ADDED' },
		},
		{
			key: 'bulk.writeFile',
			parameters: { ...leads, writeMode: 'insert', keyField: 'Unique_Code' },
			first: { status: 'ADDED' },
		},
		{ key: 'bulk.read', parameters: { ...leads, ...names } },
		{ key: 'bulk.readFile', parameters: { ...leads, ...names }, file: true },
		{ key: 'bulk.startRead', parameters: { ...leads, ...names } },
		{ key: 'bulk.getJob', parameters: { jobKind: 'read', ...job } },
		{ key: 'bulk.download', parameters: job, file: true },
		{ key: 'module.getAll', parameters: {} },
		{ key: 'module.get', parameters: leads, first: { api_name: 'Leads' } },
		{ key: 'field.getAll', parameters: leads },
		{ key: 'field.get', parameters: { ...leads, fieldId: resultOf('field.getAll') } },
		{ key: 'layout.getAll', parameters: leads },
		{ key: 'layout.get', parameters: { ...leads, layoutId: resultOf('layout.getAll') } },
		{ key: 'relatedList.getAll', parameters: leads },
		{ key: 'customView.getAll', parameters: leads },
		{ key: 'pipeline.getAll', parameters: { layoutId: '1' } },
		{ key: 'user.getAll', parameters: {} },
		{ key: 'user.get', parameters: { userId: ids.me.id }, first: { id: ids.me.id } },
		{ key: 'organization.get', parameters: {}, first: { zgid: '7400001' } },
		{ key: 'api.request', parameters: { path: '/crm/v8/org' } },
		{
			key: 'api.requestMany',
			parameters: { path: '/crm/v8/Leads', query: '{ "fields": "Last_Name" }', limit: 2 },
		},
	];
}
