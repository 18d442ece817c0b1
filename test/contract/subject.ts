import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import type { Vendor } from '../../nodes/core/vendor';
import type { Answer, FaultPlan, RequestLog } from '../emulator/frame';
import type { Outgoing } from '../emulator/frame/deliver';
import type { Bench } from '../support/contexts';

/** An operation with the request that it sends. */
export interface Case {
	parameters: INodeParameters;
	method: string;
	path: string | RegExp;
}

/** The polling trigger, of a vendor that has one. */
export interface Polling {
	type(): INodeType;
	/** Of an event that `happened` makes happen; a bound and a lag of 0 are added to its options. */
	parameters: INodeParameters;
	/** One page of a window. */
	page: { method: string; path: string | RegExp };
	/** Makes `n` different records be created, or changed, at that moment (epoch milliseconds). */
	happened(n: number, at: number): void;
}

/** The instant trigger, of a vendor that has one. */
export interface Pushing {
	type(): INodeType;
	parameters: INodeParameters;
	/** The trigger with its credential, where that is not the account's. */
	bench?(): Bench;
	/** What the credential must hold besides. */
	credential?: IDataObject;
	/** A delivery as the vendor sends it; `n` tells them apart. */
	genuine(url: string, n: number): Outgoing;
	/** Deliveries that are not the vendor's: by what is wrong with them. */
	forged(url: string): Record<string, Outgoing>;
}

/** What the contract suite needs of a vendor whose emulator runs. */
export interface Started {
	emulator: { log: RequestLog; faults: FaultPlan; reset(): void; close(): Promise<void> };
	/** The node with a credential of its own, so that limits and tokens begin anew. */
	bench(): Bench;
	/** What no error may show: values, and names of query parameters with their `=`. */
	secrets: string[];
	/** Creates one record per item, from the item's own values; not safe to repeat. */
	create: Case & {
		item(n: number): IDataObject;
		/** A value of a created record's item, to know it by. */
		identity(item: IDataObject): unknown;
		/** An item that the vendor refuses. */
		bad: IDataObject;
		/** Rows per request. */
		size: number;
		/** How many records the vendor holds. */
		count(): number;
	};
	/** Reads one record that `seed` made. */
	read: Case;
	/** Reads many records that `seed` made, some requests of `pageSize` rows. */
	many: Case & { pageSize: number };
	/** Makes `n` records before a reading test. */
	seed(n: number): void;
	/** The answer that never gets on: the same page, or the same token, whatever was asked. */
	stuck: Answer;
	/** The vendor's refusal of one request too many, without a time to wait. */
	tooMany: Answer;
	/** The vendor's refusal of a request, in its own envelope, with these words. */
	refusal(message: string): Answer;
	/** Makes the vendor refuse the token or signature that the credential holds. */
	expire?(bench: Bench): void;
	polling?: Polling;
	pushing?: Pushing;
}

export interface Subject {
	/** Name of the vendor's folder. */
	folder: string;
	vendor: Vendor;
	start(): Promise<Started>;
}
