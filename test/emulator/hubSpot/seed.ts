import { addDefinedTypes, addPair, defaultType, link, typesBetween } from './associations';
import { addStandardTypes, addType, typeOf } from './objectTypes';
import { archive, change, insert, recordsOf } from './records';
import type { Pipeline, Property, Store, StoredFile, StoredList } from './store';

interface When {
	at?: number;
	/** Comes into the search index as writes of the API do. */
	lag?: boolean;
}

export interface Seed {
	/** Values as they are kept; unchecked but for the names. Already in the search index. Answers the ids. */
	records: (type: string, rows: Array<Record<string, string>>, when?: number | When) => string[];
	/** A change made by somebody else, in the index at once unless it is to lag. */
	update: (type: string, id: string, values: Record<string, string>, when?: When) => void;
	archive: (type: string, id: string, at?: number) => void;
	/** By the default type, or by a label. */
	associate: (from: string, id: string, to: string, other: string, label?: string) => void;
	property: (type: string, property: Partial<Property> & Pick<Property, 'name'>) => void;
	list: (list: Partial<StoredList> & Pick<StoredList, 'name'>) => StoredList;
	file: (name: string, content: Buffer, more?: Partial<StoredFile>) => StoredFile;
	approval: (dealId: string, approvalStatus: string) => void;
}

/** The properties of a deal that tell its approval. */
export const approvalValues = (approvalStatus: string, id: string): Array<[string, string]> => [
	['hs_latest_approval_status', approvalStatus],
	['hs_latest_approval_status_approval_id', id],
];

export function createSeed(store: Store): Seed {
	return {
		records: (name, rows, when) => {
			const options = typeof when === 'number' ? { at: when } : when;
			const type = typeOf(store, name);
			return rows.map((row) => {
				const strange = Object.keys(row).find((property) => !type.properties.has(property));
				if (strange) throw new Error(`seed: ${type.name} has no property ${strange}`);
				return insert(store, type, Object.entries(row), options).id;
			});
		},
		update: (name, id, values, { at = store.now(), lag = false } = {}) => {
			const type = typeOf(store, name);
			const record = recordsOf(store, type).get(id);
			if (!record) throw new Error(`seed: there is no ${name} ${id}`);
			change(store, type, record, Object.entries(values), at);
			// nobody waits for the index here
			if (!lag) record.versions = undefined;
		},
		archive: (name, id, at) => {
			const record = recordsOf(store, typeOf(store, name)).get(id);
			if (record) archive(store, record, at);
		},
		associate: (from, id, to, other, label) => {
			const [a, b] = [typeOf(store, from).typeId, typeOf(store, to).typeId];
			const types = label
				? typesBetween(store, a, b).filter((type) => type.label === label)
				: [defaultType(store, a, b)];
			link(store, id, other, types);
		},
		property: (name, property) => {
			const type = typeOf(store, name);
			const [groupName = ''] = type.groups.keys();
			type.properties.set(property.name, {
				label: property.name,
				type: 'string',
				fieldType: 'text',
				groupName,
				options: [],
				...property,
			});
		},
		list: (given) => {
			const list: StoredList = {
				listId: store.next(),
				objectTypeId: '0-1',
				processingType: 'MANUAL',
				members: new Map(),
				createdAt: store.now(),
				updatedAt: store.now(),
				...given,
			};
			store.lists.set(list.listId, list);
			return list;
		},
		file: (fileName, content, more) => {
			const [, name = fileName, extension = ''] = /^(.*?)(?:\.([^.]+))?$/.exec(fileName) ?? [];
			const now = store.now();
			const file: StoredFile = {
				id: store.next(),
				name,
				extension,
				access: 'PRIVATE',
				folderPath: '/library',
				type: 'OTHER',
				content,
				contentType: 'application/octet-stream',
				createdAt: now,
				updatedAt: now,
				...more,
			};
			store.files.set(file.id, file);
			return file;
		},
		approval: (dealId, approvalStatus) => {
			const now = store.now();
			const id = store.next();
			store.approvals.set(dealId, {
				id,
				approvalStatus,
				approvalId: id,
				createdAt: now,
				updatedAt: now,
			});
			const type = typeOf(store, 'deals');
			const deal = recordsOf(store, type).get(dealId);
			if (!deal) return;
			change(store, type, deal, approvalValues(approvalStatus, id));
			deal.versions = undefined;
		},
	};
}

function pipeline(store: Store, label: string, stages: Array<[string, string, string]>): Pipeline {
	const now = store.now();
	return {
		id: 'default',
		label,
		displayOrder: 0,
		archived: false,
		createdAt: now,
		updatedAt: now,
		stages: stages.map(([id, name, probability], displayOrder) => ({
			id,
			label: name,
			displayOrder,
			metadata: { probability, isClosed: String(probability === '1.0') },
			archived: false,
			createdAt: now,
			updatedAt: now,
		})),
	};
}

/** What every account of the emulator has: types, pipelines, owners, one custom object; no business records. */
export function seedAccount(store: Store): void {
	addStandardTypes(store);
	addDefinedTypes(store);
	store.pipelines.set(
		'0-3',
		new Map([
			[
				'default',
				pipeline(store, 'Sales Pipeline', [
					['appointmentscheduled', 'Appointment Scheduled', '0.2'],
					['contractsent', 'Contract Sent', '0.9'],
					['closedwon', 'Closed Won', '1.0'],
				]),
			],
		]),
	);
	const support = pipeline(store, 'Support Pipeline', [
		['1', 'New', '0'],
		['4', 'Closed', '1.0'],
	]);
	store.pipelines.set('0-5', new Map([['0', { ...support, id: '0' }]]));
	for (const [id, email, firstName, lastName] of [
		['41', 'ada@example.com', 'Ada', 'Lovelace'],
		['42', 'alan@example.com', 'Alan', 'Turing'],
	] as const)
		store.owners.set(id, {
			id,
			email,
			firstName,
			lastName,
			userId: 1000 + Number(id),
			archived: false,
			type: 'PERSON',
		});
	const cars = addType(store, {
		typeId: '2-3465404',
		name: 'p62515_cars',
		singular: 'Car',
		plural: 'Cars',
		properties: [['vin', 'VIN', 'string', 'text', { hasUniqueValue: true }]],
	});
	addPair(store, {
		from: cars.typeId,
		to: '0-1',
		typeId: 75,
		inverse: 76,
		category: 'HUBSPOT_DEFINED',
		label: null,
	});
	store.folders.set('900', '/library');
}

/** A small account to play with. */
export function demoSeed(seed: Seed): void {
	const [acme = '', globex = ''] = seed.records('companies', [
		{ name: 'Acme', domain: 'acme.example', city: 'Berlin' },
		{ name: 'Globex', domain: 'globex.example', city: 'Osaka' },
	]);
	const [ada = '', grace = ''] = seed.records('contacts', [
		{ email: 'ada@acme.example', firstname: 'Ada', lastname: 'Byron', hubspot_owner_id: '41' },
		{ email: 'grace@globex.example', firstname: 'Grace', lastname: 'Hopper' },
		{ email: 'linus@globex.example', firstname: 'Linus', lastname: 'T.' },
	]);
	seed.associate('contacts', ada, 'companies', acme);
	seed.associate('contacts', grace, 'companies', globex);
	const [first = '', second = ''] = seed.records('deals', [
		{
			dealname: 'Engine',
			pipeline: 'default',
			dealstage: 'contractsent',
			amount: '120000',
			hubspot_owner_id: '41',
		},
		{
			dealname: 'Compiler',
			pipeline: 'default',
			dealstage: 'appointmentscheduled',
			amount: '5000',
		},
	]);
	seed.associate('deals', first, 'companies', acme);
	seed.approval(first, 'PENDING');
	seed.approval(second, 'NO_APPROVAL_NEEDED');
	seed.records('quotes', [
		{ hs_title: 'Engine, yearly', hs_status: 'PENDING_APPROVAL', hs_expiration_date: '2027-01-31' },
		{ hs_title: 'Compiler', hs_status: 'DRAFT', hs_expiration_date: '2027-02-28' },
	]);
	seed.records('tickets', [
		{ subject: 'Cannot sign in', hs_pipeline: '0', hs_pipeline_stage: '1' },
	]);
	seed.list({ name: 'Newsletter' });
}
