import type { Values } from './checkRow';
import type { Store, StoredRecord, Tag } from './store';
import { decide, recordsIn } from './store';
import { keep } from './writes';

export interface Seed {
	/** Values in write format, unchecked; answers the ids. */
	records: (module: string, rows: Values[], more?: Partial<StoredRecord>) => string[];
	/** A change made by somebody else: it moves Modified_Time. */
	update: (module: string, id: string, values: Values) => void;
	/** Anything of a record: state, approval, blueprint. */
	set: (module: string, id: string, more: Partial<StoredRecord>) => void;
	tag: (module: string, name: string) => Tag;
	/** Somebody decides an approval. */
	approve: (module: string, id: string, state: string) => void;
	/** Somebody deletes a record, at that time. */
	remove: (module: string, id: string, at?: number) => void;
	/** A custom view; answers its ID. */
	view: (module: string, name: string, filter: (record: StoredRecord) => boolean) => string;
}

export function createSeed(store: Store): Seed {
	const held = (module: string, id: string): StoredRecord => {
		const record = recordsIn(store, module).get(id);
		if (!record) throw new Error(`seed: there is no ${module} ${id}`);
		return record;
	};
	return {
		records: (module, rows, more) => {
			if (!store.modules.has(module)) throw new Error(`seed: there is no module ${module}`);
			return rows.map((row) => keep(store, module, row, { ...more }).id);
		},
		update: (module, id, values) => {
			const record = held(module, id);
			Object.assign(record.values, values);
			record.modified = store.now();
		},
		set: (module, id, more) => void Object.assign(held(module, id), more),
		tag: (module, name) => {
			const tag: Tag = { id: store.next(), name, color_code: null, module };
			store.tags.set(tag.id, tag);
			return tag;
		},
		approve: (module, id, state) => {
			decide(store, held(module, id), state);
		},
		remove: (module, id, at = store.now()) => {
			const record = held(module, id);
			recordsIn(store, module).delete(id);
			store.deleted.push({ record, at, type: 'recycle' });
		},
		view: (module, name, filter) => {
			const id = store.next();
			store.modules.get(module)?.views.push({ id, name, filter });
			return id;
		},
	};
}

/** Some accounts, contacts, leads and deals to look at. */
export function demoSeed(seed: Seed): void {
	const [zylker, globex] = seed.records('Accounts', [
		{ Account_Name: 'Zylker', Industry: 'Service' },
		{ Account_Name: 'Globex', Industry: 'Banking' },
	]);
	seed.records('Contacts', [
		{ Last_Name: 'Boyle', Email: 'boyle@zylker.example', Account_Name: { id: zylker } },
		{ Last_Name: 'Scorpio', Email: 'hank@globex.example', Account_Name: { id: globex } },
	]);
	seed.records('Leads', [
		{
			Last_Name: 'Stewart',
			Company: 'Zylker',
			Email: 'stewart@zylker.example',
			Lead_Status: 'Contacted',
		},
		{ Last_Name: 'Nakamura', Company: 'Initech', Email: 'nakamura@initech.example' },
		{ Last_Name: 'Okafor', Company: 'Umbrella', Email: 'okafor@umbrella.example' },
	]);
	seed.records('Deals', [
		{
			Deal_Name: 'First order',
			Stage: 'Qualification',
			Amount: 1200,
			Account_Name: { id: zylker },
		},
	]);
	const [pending = ''] = seed.records('Deals', [
		{ Deal_Name: 'Big order', Stage: 'Negotiation', Amount: 250000, Account_Name: { id: globex } },
	]);
	seed.set('Deals', pending, { approval: 'approval_process_pending' });
}
