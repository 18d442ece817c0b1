import { createHash, timingSafeEqual } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../node/call';
import type { Api } from '../transport/api';
import type { Vendor } from '../vendor';
import type { View } from './events';

/** A parameter of a delivery's URL, as sent and as it reads. */
export interface UrlValue {
	name: string;
	value: string;
	/** Percent signs kept. */
	raw: string;
}

/** What came to the trigger's URL. */
export interface Delivery {
	method: string;
	/** The public URL that the trigger shows, for signatures over it. */
	url: string;
	/** Path as sent, without the query. */
	path: string;
	/** What stands behind the question mark, as sent. */
	search: string;
	/** In the order of the URL. */
	query: readonly UrlValue[];
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
	/** The body's bytes, which signatures are about. */
	raw: Buffer;
	/** The body as JSON; undefined where it is none. */
	body: unknown;
}

/** One event of a delivery. */
export interface Pushed {
	/** The event's name, for the workflow. */
	name: string;
	/** Equal for the same event delivered twice, as far as the vendor allows. */
	key: string;
	/** The record that it is about. */
	id?: string;
	objectType?: string;
	/** Epoch milliseconds. */
	at?: number;
	row: IDataObject;
}

/** What to do with a delivery: a refusal has an HTTP status and words without secrets. */
export type Acceptance = { events: Pushed[] } | { refused: number; message: string };

/** What the life cycle of a subscription at the vendor knows. */
export interface Hook {
	api: Api;
	watch: Parameters;
	/** Where the vendor is to deliver. */
	url: string;
	/** Kept by n8n with the node: only activation and deactivation write it. */
	kept: IDataObject;
	/** The account's API, where the trigger signs in by an app of its own and whole records are wanted. */
	account?: Api;
}

/** How an app is spoken to, where it is not the account that pushes: in the place of the vendor's own columns. */
export type App = Pick<Vendor, 'credentials' | 'baseURL' | 'secrets' | 'limits' | 'judge'>;

/** What a vendor's instant trigger takes. */
export interface Push {
	properties: INodeProperties[];
	options?: INodeProperties[];
	/** What to say beside the choice of fields to return; false: the vendor has a way of its own to name them. */
	fieldsHint?: string | false;
	/** Signs in for the trigger; the account's credential then reads whole records only, and is needed for them alone. */
	app?: App;
	/** What the vendor wants to hear. */
	answer: IDataObject;
	/** Throws what would make an active trigger a silent one. */
	check(hook: Hook): void | Promise<void>;
	/** Judges a delivery by its bytes, before anything is believed. Makes no requests. */
	accept(delivery: Delivery, watch: Parameters, kept: Readonly<IDataObject>): Acceptance;
	/**
	 * The whole records, in the order of the events; undefined for those that are gone, text for what else is in the way.
	 * Absent: the push has it all.
	 */
	complete?(
		api: Api,
		events: Pushed[],
		watch: Parameters,
	): Promise<Array<IDataObject | string | undefined>>;
	show(row: IDataObject, view: View): IDataObject;
	/** Where the vendor lets subscriptions be made by its API; absent: a person pastes the URL. */
	subscription?: {
		exists(hook: Hook): Promise<boolean>;
		create(hook: Hook): Promise<void>;
		remove(hook: Hook): Promise<void>;
	};
	/** Where subscriptions run out: the node has a `poll` beside its `webhook`, and the editor asks that one. */
	renewal?: {
		/** Looks after the subscription from time to time. Writes no static data. */
		renew(hook: Omit<Hook, 'url'>): Promise<void>;
		/** An event to show where a test has no delivery to show. */
		sample(api: Api, watch: Parameters): Promise<Pushed | undefined>;
	};
}

/** Compares in a time that does not tell where the texts differ, nor how long they are. */
export function sameText(given: string, wanted: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
	return timingSafeEqual(digest(given), digest(wanted));
}
