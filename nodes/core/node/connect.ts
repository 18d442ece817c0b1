import { NodeOperationError } from 'n8n-workflow';
import type { VendorField } from '../data/fields';
import { apiOf, identity, type Api, type Context } from '../transport/api';
import type { Vendor } from '../vendor';

const KEPT_MS = 5 * 60_000;
const kept = new Map<string, { until: number; fields: Promise<VendorField[]> }>();

/** The API of a vendor, for the credential that the node has. */
export async function connect(
	context: Context,
	vendor: Vendor,
	{ longestWaitMs = 30_000 }: { longestWaitMs?: number } = {},
): Promise<Api> {
	const credentialType = typeOf(context, vendor);
	const credential = await context.getCredentials(credentialType);
	checkBaseURL(context, vendor, credential);
	const who = identity(context, credentialType, credential);
	const api: Api = apiOf(
		context,
		{ vendor, credentialType, credential, longestWaitMs },
		async (objectType) =>
			await fieldsOf(api, `${vendor.title}|${who}|${api.baseURL}|${objectType}`, objectType),
	);
	return api;
}

function typeOf(context: Context, { credentials }: Vendor): string {
	const ways = Object.keys(credentials);
	const chosen =
		ways.length > 1 ? String(context.getNode().parameters.authentication ?? ways[0]) : ways[0];
	return credentials[chosen] ?? credentials[ways[0]];
}

/** A base URL that cannot be used is said before anything is sent. */
function checkBaseURL(
	context: Context,
	vendor: Vendor,
	credential: Parameters<Vendor['baseURL']>[0],
): void {
	try {
		vendor.baseURL(credential);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, {
			description: `Change it in the credential of ${vendor.title}`,
		});
	}
}

/** An object's fields, kept for some minutes per credential; never more than one request under way for them. */
async function fieldsOf(api: Api, key: string, objectType: string): Promise<VendorField[]> {
	const known = kept.get(key);
	if (known && known.until > Date.now()) return await known.fields;
	const fields = api.vendor.fields.list(api, objectType);
	kept.set(key, { until: Date.now() + KEPT_MS, fields });
	fields.catch(() => kept.delete(key));
	return await fields;
}

/** Forgets all fields: a user asked the editor to refresh them. */
export const forgetFields = () => kept.clear();
