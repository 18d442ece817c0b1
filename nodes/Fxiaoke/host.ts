import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The tenant's cloud decides the host, and nothing discovers it. Stored value: the host itself. */
export const CLOUDS = [
	{ name: 'Alibaba Cloud (Formerly DingTalk Cloud)', value: 'open-ale.fxiaoke.com' },
	{ name: 'Custom Domain', value: 'custom' },
	{ name: 'Frankfurt', value: 'open-hws.fxiaoke.com' },
	{ name: 'Fxiaoke Cloud', value: 'open.fxiaoke.com' },
	{ name: 'Hong Kong', value: 'open-ksc.sharecrm.com' },
	{ name: 'Huawei Cloud', value: 'open-hwcloud.fxiaoke.com' },
	{ name: 'North America', value: 'open-na.sharecrm.com' },
];

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** `https://host` of a credential. Throws an Error that names the credential's field. */
export function originOf({ cloud, customDomain }: ICredentialDataDecryptedObject): string {
	if (cloud !== 'custom') return `https://${String(cloud ?? '') || 'open.fxiaoke.com'}`;
	const given = String(customDomain ?? '')
		.trim()
		.replace(/\/+$/, '');
	const text = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `https://${given}`;
	if (!given || !URL.canParse(text)) {
		throw new Error('"Custom Domain" is not a domain such as open-crm.example.com');
	}
	const { protocol, hostname, origin, username, password, pathname, search, hash } = new URL(text);
	if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.includes(hostname))) {
		throw new Error('"Custom Domain" must be reached by https://');
	}
	if (username || password) {
		throw new Error('"Custom Domain" must not hold a user name or a password');
	}
	if (pathname !== '/' || search || hash || /[?#]/.test(given)) {
		throw new Error('"Custom Domain" must be a domain alone, without a path');
	}
	return origin;
}
