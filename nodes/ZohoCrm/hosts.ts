import type { Credential } from '../core/vendor';

/** Hosts for the uploads of bulk writes; the others follow a rule. No host is known for the UK and the UAE. */
const UPLOADS: Readonly<Record<string, string | undefined>> = {
	ca: 'upload.zohocloud.ca',
	sa: 'files.zoho.sa',
	uk: undefined,
	ae: undefined,
};

const centre = ({ dataCentre }: Credential): string => String(dataCentre ?? '').trim() || 'com';

/** https everywhere but on this very machine; no credentials inside, nothing after the path. */
function checked(value: unknown, label: string): string | undefined {
	const text = String(value ?? '')
		.trim()
		.replace(/\/+$/, '');
	if (!text) return undefined;
	if (!URL.canParse(text))
		throw new Error(`"${label}" is not a URL such as https://www.zohoapis.com`);
	const { protocol, hostname, username, password, search, hash } = new URL(text);
	const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	if (protocol !== 'https:' && !(protocol === 'http:' && loopback))
		throw new Error(`"${label}" must begin with https://`);
	if (username || password) throw new Error(`"${label}" must not hold a user name or a password`);
	if (search || hash) throw new Error(`"${label}" must end with the host, without ? or #`);
	if (/\/crm(\/|$)/.test(text)) throw new Error(`"${label}" must end before /crm`);
	return text;
}

/** The API host of the token's answer, if it is one of the data centre's own. */
function fromToken(credential: Credential): string | undefined {
	const token = credential.oauthTokenData;
	const domain =
		token && typeof token === 'object' && 'api_domain' in token ? token.api_domain : '';
	if (typeof domain !== 'string' || !URL.canParse(domain)) return undefined;
	const { protocol, hostname, origin } = new URL(domain);
	const known = new RegExp(`^[a-z]+\\.zohoapis\\.${centre(credential).replace('.', '\\.')}$`);
	return protocol === 'https:' && known.test(hostname) ? origin : undefined;
}

/** Zoho refuses a code inside a 200, which n8n takes for a token and calls the account connected. */
function checkConnected({ oauthTokenData: token }: Credential): void {
	if (!token || typeof token !== 'object' || !('error' in token) || 'access_token' in token) return;
	throw new Error(
		`Zoho gave no token when the account was connected ("${String(token.error)}"): check "Client ID", "Client Secret" and "Data Center", and connect again`,
	);
}

export function baseURL(credential: Credential): string {
	checkConnected(credential);
	const { baseUrl, environment } = credential;
	const prefix = String(environment ?? '') || 'www';
	return (
		checked(baseUrl, 'Base URL') ??
		fromToken(credential) ??
		`https://${prefix}.zohoapis.${centre(credential)}`
	);
}

/** Where files for bulk writes go; undefined when nobody knows. */
export function uploadURL(credential: Credential): string | undefined {
	const own = checked(credential.uploadUrl, 'Upload URL');
	if (own) return own;
	const base = checked(credential.baseUrl, 'Base URL');
	if (base) return base;
	const where = centre(credential);
	const host = where in UPLOADS ? UPLOADS[where] : `content.zohoapis.${where}`;
	return host && `https://${host}`;
}

/** Where results of bulk writes lie, if the user knows. */
const resultURL = (credential: Credential): string | undefined =>
	checked(credential.resultUrl, 'Result URL');

/** Hosts that may get the token besides that of the base URL. */
export const origins = (credential: Credential): string[] =>
	[uploadURL(credential), resultURL(credential)]
		.filter((url) => url !== undefined)
		.map((url) => new URL(url).origin);
