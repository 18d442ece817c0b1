import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../node/call';
import type { Api } from '../transport/api';

/** One version of a record, as a polling trigger puts it out. */
export interface Change<Key = unknown> {
	/** The record's ID; with `at` it makes the key by which a workflow can tell versions apart. */
	id: string;
	/** When this version came to be, by the vendor's clock (epoch milliseconds); absent where rows do not show it. */
	at?: number;
	/** What else tells apart changes of one record at one moment, for the key. */
	mark?: string;
	/** Where the walk goes on after this row: a JSON value. */
	key: Key;
	row: IDataObject;
}

/** Changes with `since <= at < until`, behind the row whose key is `after`. Without `until` the end is open. */
export interface Span<Key = unknown> {
	since: number;
	until?: number;
	after?: Key;
	/** So many are wanted; a page may hold more or fewer. */
	limit: number;
}

/** Rows in the order of their keys. `next` is the key to go on after; absent: the window holds no more. */
export interface ChangePage<Key = unknown> {
	changes: Array<Change<Key>>;
	next?: Key;
	/** After the last page of a window: where the next window may begin, of a vendor that has no filter on time. */
	resume?: Key;
}

/** How an item is to look. */
export interface View {
	simplify: boolean;
	/** Names of the fields to return; empty: all. */
	fields: string[];
}

/** One thing that "Trigger On" offers. */
export interface PolledEvent<Query = unknown, Key = unknown> {
	/** Title in the menu, Title Case. */
	name: string;
	description: string;
	properties: INodeProperties[];
	options?: INodeProperties[];
	/** What to say beside the choice of fields to return; false: there is nothing to choose from. */
	fieldsHint?: string | false;
	/** In the place of the vendor's, for an event that is found by another index. */
	lagSeconds?: number;
	/** Everything that decides what is read (a JSON value); made anew when a parameter or the credential's ID changes. */
	query(watch: Parameters): Query | Promise<Query>;
	/** What walks of equal `place` have in common (object, list): a walk under way is not resumed in another one. */
	place(query: Query): string;
	/** One page of a window. The clock of its first answer is read by the core. */
	page(api: Api, query: Query, span: Span<Key>): Promise<ChangePage<Key>>;
	/** The newest changes, for samples; absent: the core looks back by `page`, in windows that grow. */
	recent?(api: Api, query: Query, count: number): Promise<Array<Change<Key>>>;
	show(row: IDataObject, view: View): IDataObject;
}

/** What a vendor's polling trigger can watch. */
export interface Events {
	/** After this time every change shows in the vendor's search, by all that is known. A user may change it. */
	lagSeconds: number;
	/** What the vendor's stamps are cut to, at the coarsest. */
	resolutionMs: number;
	/** What comes when no fields to return are chosen, where that is not all of them. */
	fieldsHint?: string;
	/** Stored value of "Trigger On" → event; the first is the default. */
	on: Readonly<Record<string, PolledEvent>>;
}

export const polled = <Query, Key>(event: PolledEvent<Query, Key>): PolledEvent =>
	event as unknown as PolledEvent;
