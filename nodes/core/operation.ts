import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from './node/call';
import type { Api } from './transport/api';

/** One item that an operation puts out. */
export interface Output {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** A row of a batch that the vendor refused while it took others. */
export interface RowRefusal {
	refused: { message: string; hint?: string; code?: string; trace?: string; processed?: 'unknown' };
}

interface Description {
	/** Title in the menu, Title Case. */
	name: string;
	/** Sentence case, verb and object. */
	action: string;
	description: string;
	properties: INodeProperties[];
	/** Rare parameters: shown in the "Options" collection. */
	options?: INodeProperties[];
}

/** One call per item. */
export interface EachOperation extends Description {
	kind: 'each';
	/** Items with one key are worked on one after another, never at once. */
	key?(call: Call): string | undefined;
	run(call: Call): Promise<Output | Output[]>;
}

/** Many items per request. */
export interface BatchOperation<Target = unknown, Row = unknown> extends Description {
	kind: 'batch';
	/** Most rows that the vendor takes in one request. */
	size: number;
	/** What a request is about besides its rows (a JSON value); only items with an equal target share a request. */
	target(call: Call): Target | Promise<Target>;
	row(call: Call): Row | Promise<Row>;
	/** Rows with one key go into successive requests. */
	key?(row: Row): string | undefined;
	/** `whole`: one bad row makes the vendor refuse all of a request; `perRow`: every row has its own answer. */
	refusal: 'whole' | 'perRow';
	/** One outcome per row, in the order of the rows. */
	send(api: Api, target: Target, rows: Row[]): Promise<Array<Output | RowRefusal>>;
}

/** Pages of rows; the core adds Return All and Limit. */
export interface ListOperation<Query = unknown> extends Description {
	kind: 'list';
	/** Everything that decides the answer (a JSON value). Items with an equal query share one answer. */
	query(call: Call): Query | Promise<Query>;
	/** At least `limit` rows where there are as many; the core stops pulling once it has enough. */
	pages(api: Api, query: Query, limit: number): AsyncIterable<IDataObject[]>;
	/** False for short lists that have no pages: no Return All and Limit. */
	paged?: false;
}

export type Operation = EachOperation | BatchOperation | ListOperation;

export const each = (operation: Omit<EachOperation, 'kind'>): EachOperation => ({
	kind: 'each',
	...operation,
});

export const batch = <Target, Row>(
	operation: Omit<BatchOperation<Target, Row>, 'kind'>,
): BatchOperation => ({ kind: 'batch', ...operation }) as BatchOperation;

export const list = <Query>(operation: Omit<ListOperation<Query>, 'kind'>): ListOperation =>
	({ kind: 'list', ...operation }) as ListOperation;

export interface Resource {
	name: string;
	/** Stored value → operation: the names that `actions/<resource>/index.ts` exports. */
	operations: Readonly<Record<string, Operation>>;
}

export const resource = (name: string, operations: Record<string, Operation>): Resource => ({
	name,
	operations: { ...operations },
});
