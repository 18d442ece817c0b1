import { fxiaoke } from '../../../../nodes/Fxiaoke/vendor';
import { hubSpot } from '../../../../nodes/HubSpot/vendor';
import { serviceGo } from '../../../../nodes/ServiceGo/vendor';
import { zohoCrm } from '../../../../nodes/ZohoCrm/vendor';
import type { Vendor } from '../../../../nodes/core/vendor';
import type { VendorName } from '../../n8n/workflows';
import { benches } from '../../operations';
import type { Operations } from '../../operations/row';
import { byId, fields, listed } from '../../operations/row';
import type { AnyEmulator } from '../../story';

type Json = Record<string, unknown>;

/** An event of a polling trigger, and the operation by which another workflow makes it happen. */
export interface Happening {
	event: string;
	/** Of the trigger. */
	watch: Json;
	/** Of the operation; a function where the rows before it decide. */
	change: Json | (() => Json);
	/** What the event is about: a record that is there already, or what the operation's item tells. */
	about: string | ((made: Json) => unknown);
	/** Where an item of the trigger says what it is about; absent: its event's ID. */
	seenIn?: string;
}

export interface Stage {
	vendor: Vendor;
	emulator: AnyEmulator;
	operations: Operations;
	happenings: Happening[];
}

const idOf = ({ id }: Json) => id;

const updated = (object: Json, recordId: string, values: Record<string, string>): Json => ({
	operation: 'update',
	...object,
	recordId,
	...fields(values),
});

async function onServiceGo(): Promise<Stage> {
	const bench = await benches.serviceGo.start();
	const { seed } = bench.emulator;
	const contacts = { objectType: listed('contact', 'Contact') };
	const all = { ...contacts, filterId: byId('1') };
	const [changed] = seed.records('contact', [{ name: 'Changed' }]);
	const conditionList = [{ fieldApiName: 'gender', operator: 'is', value: '女' }];
	const women = seed.filter({ name: 'Women', object: 'contact', conditionList });
	return {
		...bench,
		vendor: serviceGo,
		happenings: [
			{
				event: 'recordCreated',
				watch: all,
				change: { ...contacts, ...fields({ name: 'New' }) },
				about: idOf,
			},
			{
				event: 'recordUpdated',
				watch: all,
				change: updated(contacts, String(changed), { remark: 'x' }),
				about: String(changed),
			},
			{
				event: 'recordInFilter',
				watch: { ...contacts, filterId: byId(String(women.id)) },
				change: { ...contacts, ...fields({ name: 'Ada', gender: '女' }) },
				about: idOf,
			},
		],
	};
}

async function onFxiaoke(): Promise<Stage> {
	const bench = await benches.fxiaoke.start();
	const { seed, store } = bench.emulator;
	const accounts = { objectType: listed('AccountObj', 'Account') };
	const orders = { objectType: listed('SalesOrderObj', 'Order') };
	const [changed = '', invalid = ''] = seed.records('AccountObj', [{ name: 'A' }, { name: 'B' }]);
	const order = (name: string) => ({
		...orders,
		...fields({ name }),
		triggerApprovalFlow: true,
		triggerWorkFlow: true,
	});
	const madeId = ({ _id }: Json) => _id;
	const seenIn = 'object_data_id';
	/** The approval of the first order. */
	const first = () => [...store.instances.values()][0];
	return {
		...bench,
		vendor: fxiaoke,
		happenings: [
			{
				event: 'recordCreated',
				watch: accounts,
				change: { ...accounts, ...fields({ name: 'New' }) },
				about: madeId,
			},
			{
				event: 'recordUpdated',
				watch: accounts,
				change: updated(accounts, changed, { level: 'A' }),
				about: changed,
			},
			{
				event: 'recordInvalidated',
				watch: accounts,
				change: { operation: 'invalidate', ...accounts, recordId: invalid },
				about: invalid,
			},
			{ event: 'approvalStarted', watch: {}, change: order('Started'), about: madeId, seenIn },
			{
				event: 'taskWaiting',
				watch: { waitingFor: '1001' },
				change: order('Waiting'),
				about: madeId,
				seenIn,
			},
			{
				event: 'approvalFinished',
				watch: {},
				change: () => ({
					resource: 'approval',
					operation: 'reject',
					taskId: first().tasks[0].id,
					actAs: '1001',
				}),
				about: () => first().record,
				seenIn,
			},
		],
	};
}

async function onHubSpot(): Promise<Stage> {
	const bench = await benches.hubSpot.start();
	const { seed } = bench.emulator;
	const contacts = { objectType: listed('contacts', 'Contact') };
	const [changed = '', renamed = '', archived = '', member = ''] = seed.records('contacts', [
		{ email: 'changed@b.cd' },
		{ email: 'renamed@b.cd', lastname: 'Old' },
		{ email: 'archived@b.cd' },
		{ email: 'member@b.cd' },
	]);
	const [deal = ''] = seed.records('deals', [{ dealname: 'D', pipeline: 'default' }]);
	const { listId } = seed.list({ name: 'Members' });
	return {
		...bench,
		vendor: hubSpot,
		happenings: [
			{
				event: 'recordCreated',
				watch: contacts,
				change: { ...contacts, ...fields({ email: 'new@b.cd' }) },
				about: idOf,
			},
			{
				event: 'recordUpdated',
				watch: contacts,
				change: updated(contacts, changed, { firstname: 'New' }),
				about: changed,
			},
			{
				event: 'propertyChanged',
				watch: { ...contacts, watchedProperties: ['lastname'] },
				change: updated(contacts, renamed, { lastname: 'New' }),
				about: renamed,
			},
			{
				event: 'approvalChanged',
				watch: { source: 'deals' },
				change: { resource: 'approval', operation: 'start', dealId: deal },
				about: deal,
			},
			{
				event: 'recordArchived',
				watch: contacts,
				change: { operation: 'delete', ...contacts, recordId: archived },
				about: archived,
			},
			{
				event: 'joinedList',
				watch: { listId: byId(listId) },
				change: {
					resource: 'list',
					operation: 'addMembers',
					listId: byId(listId),
					recordId: member,
				},
				about: member,
			},
		],
	};
}

async function onZohoCrm(): Promise<Stage> {
	const bench = await benches.zohoCrm.start();
	const { seed } = bench.emulator;
	const leads = { objectType: listed('Leads', 'Leads') };
	const [changed = '', deleted = '', warm = '', pending = ''] = seed.records('Leads', [
		{ Last_Name: 'Changed' },
		{ Last_Name: 'Deleted' },
		{ Last_Name: 'Warm' },
		{ Last_Name: 'Pending' },
	]);
	seed.set('Leads', pending, { approval: 'approval_process_pending' });
	const cvid = seed.view('Leads', 'Hot', ({ values }) => values.Company === 'Hot');
	return {
		...bench,
		vendor: zohoCrm,
		happenings: [
			{
				event: 'recordCreated',
				watch: leads,
				change: { ...leads, ...fields({ Last_Name: 'New' }) },
				about: idOf,
			},
			{
				event: 'recordUpdated',
				watch: leads,
				change: updated(leads, changed, { Company: 'Zy' }),
				about: changed,
			},
			{
				event: 'recordDeleted',
				watch: { ...leads, deletedType: 'recycle' },
				change: { operation: 'delete', ...leads, recordId: deleted },
				about: deleted,
			},
			{
				event: 'recordInView',
				watch: { ...leads, cvid, enteredBy: 'Modified_Time' },
				change: updated(leads, warm, { Company: 'Hot' }),
				about: warm,
			},
			{
				event: 'approvalStateChanged',
				watch: { ...leads, approvalState: 'approved' },
				change: { resource: 'approval', operation: 'act', ...leads, recordId: pending },
				about: pending,
			},
		],
	};
}

/** By vendor: an emulator, and every event of its polling trigger. */
export const stages: Record<VendorName, () => Promise<Stage>> = {
	serviceGo: onServiceGo,
	fxiaoke: onFxiaoke,
	hubSpot: onHubSpot,
	zohoCrm: onZohoCrm,
};
