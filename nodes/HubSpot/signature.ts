import { createHash, createHmac } from 'node:crypto';
import { sameText, type Delivery } from '../core/trigger/push';

/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation */
const WINDOW_MS = 5 * 60_000;

/** What HubSpot decodes in the URI before it signs: these and no others. */
const DECODED: Readonly<Record<string, string>> = {
	'%3A': ':',
	'%2F': '/',
	'%3F': '?',
	'%40': '@',
	'%21': '!',
	'%24': '$',
	'%27': "'",
	'%28': '(',
	'%29': ')',
	'%2A': '*',
	'%2C': ',',
	'%3B': ';',
};

const uriOf = ({ url, search }: Delivery) => (search ? `${url}?${search}` : url);

const decoded = (uri: string) =>
	uri.replace(/%[\da-f]{2}/gi, (sign) => DECODED[sign.toUpperCase()] ?? sign);

/** Versions of the signature that a trigger takes. Only the third carries a time. */
export type Versions = 'v3' | 'v2' | 'v1';
const OLDER: Readonly<Record<Versions, readonly string[]>> = {
	v3: [],
	v2: ['v2'],
	v1: ['v1', 'v2'],
};

const sha256 = (...parts: Array<string | Buffer>) =>
	parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** Why a delivery is not HubSpot's, or not of now; undefined: it is. A version 3 that is there must hold. */
export function problemOf(
	delivery: Delivery,
	secret: string,
	accepted: Versions,
	now: number,
): string | undefined {
	const { headers, method, raw } = delivery;
	const given = headers['x-hubspot-signature-v3'];
	if (given !== undefined) return problemOfV3(delivery, given, secret, now);
	const version = headers['x-hubspot-signature-version'] ?? '';
	if (!OLDER[accepted].includes(version)) {
		return headers['x-hubspot-signature'] === undefined
			? 'it has no signature'
			: 'it has no signature of a version that this trigger accepts';
	}
	const signed =
		version === 'v1' ? sha256(secret, raw) : sha256(secret, method, uriOf(delivery), raw);
	const fits = sameText((headers['x-hubspot-signature'] ?? '').toLowerCase(), signed);
	return fits ? undefined : 'its signature does not match';
}

function problemOfV3(
	delivery: Delivery,
	given: string,
	secret: string,
	now: number,
): string | undefined {
	const time = delivery.headers['x-hubspot-request-timestamp'] ?? '';
	if (!/^\d{1,16}$/.test(time)) return 'it has no time';
	const signed = createHmac('sha256', secret)
		.update(delivery.method + decoded(uriOf(delivery)), 'utf8')
		.update(delivery.raw)
		.update(time, 'utf8')
		.digest('base64');
	if (!sameText(given, signed)) return 'its signature does not match';
	return Math.abs(now - Number(time)) > WINDOW_MS
		? 'its time is more than 5 minutes from now'
		: undefined;
}
