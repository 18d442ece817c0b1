import type { Credential, Vendor } from '../vendor';
import { bucket, type Bucket } from './limiter';

/** The buckets of one credential, by class of request. */
export interface Limits {
	of(name?: string): Bucket;
	/** Waits for the limit of a class, and for that of the class that it stands within; the result gives both free. */
	take(name: string | undefined, signal: AbortSignal | undefined): Promise<() => void>;
}

/** `who`: whoever has the same shares the quota. */
export function limitsOf({ limits, title }: Vendor, credential: Credential, who: string): Limits {
	const of = (name = 'default'): Bucket => {
		const rows = limits(credential);
		const row = rows[name] ? name : 'default';
		const own = rows[row].perClass ? name : row;
		return bucket(`${title}|${who}|${own}`, rows[row]);
	};
	return {
		of,
		async take(name = 'default', signal) {
			const rows = limits(credential);
			const { within } = rows[name] ?? rows.default;
			const outer = within ? await of(within).take(signal) : () => {};
			const inner = await of(name)
				.take(signal)
				.catch(async (error: unknown) => {
					outer();
					return await Promise.reject<() => void>(error);
				});
			return () => [inner, outer].forEach((release) => release());
		},
	};
}
