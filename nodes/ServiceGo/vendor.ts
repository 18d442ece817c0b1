import { resource } from '../core/operation';
import { judgeBy } from '../core/transport/errors';
import type { Credential, Vendor } from '../core/vendor';
import * as api from './actions/api';
import * as field from './actions/field';
import * as file from './actions/file';
import * as filter from './actions/filter';
import * as record from './actions/record';
import * as relation from './actions/relation';
import * as user from './actions/user';
import * as userGroup from './actions/userGroup';
import { conditions } from './conditions';
import { NOT_OURS, readEnvelope, rows } from './errors';
import { events } from './events';
import { formatOf, listFields } from './fields';
import { listFilters } from './filters';
import { push } from './push';

/** ServiceGo by Udesk: one generic record API for every object. https://www.udesk.cn/doc/sercive/data/ */
export const serviceGo: Vendor = {
	title: 'ServiceGo',
	credentials: { apiToken: 'serviceGoApi' },
	baseURL,
	secrets: ({ apiToken, email, pushSecret }) => [
		...[apiToken, email].map((secret) => String(secret ?? '').trim()),
		...String(pushSecret ?? '').split(/[\s,]+/),
	],
	// 60 requests a minute unless the tenant's contract says otherwise; the vendor gives no signal to follow
	limits: ({ requestsPerMinute }) => ({
		default: { count: Number(requestsPerMinute) || 60, windowMs: 60_000, adaptive: false },
	}),
	concurrency: 4,
	// the digest is the tenant's and found out by signing in; see the credential
	token: { field: 'digest' },
	judge: judgeBy({ title: 'ServiceGo', read: readEnvelope, rows, notOurs: NOT_OURS }),
	objects: {
		// no endpoint lists the objects: these are known, every other is typed
		list: async () => [
			{ name: 'Contact', value: 'contact' },
			{ name: 'Organization (Customer)', value: 'organization' },
			{ name: 'Staff Extension', value: 'sysuserinfo' },
			{ name: 'Work Order', value: 'case' },
		],
	},
	fields: { list: listFields, format: formatOf },
	conditions,
	events,
	push,
	choices: { getFilters: listFilters },
	resources: {
		record: resource('Record', record),
		relation: resource('Relation', relation),
		file: resource('File', file),
		field: resource('Field', field),
		filter: resource('Filter', filter),
		user: resource('User', user),
		userGroup: resource('User Group', userGroup),
		api: resource('API', api),
	},
	absent: { approval: 'the vendor publishes no path for approvals' },
};

/** https everywhere but on this very machine; no credentials inside; the version belongs to the path. */
function baseURL({ baseUrl }: Credential): string {
	const text = String(baseUrl ?? '')
		.trim()
		.replace(/\/+$/, '');
	if (!URL.canParse(text))
		throw new Error('"Base URL" is not a URL such as https://servicego.udesk.cn/api');
	const { protocol, hostname, username, password, search, hash } = new URL(text);
	const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	if (protocol !== 'https:' && !(protocol === 'http:' && loopback)) {
		throw new Error('"Base URL" must begin with https://');
	}
	if (username || password) throw new Error('"Base URL" must not hold a user name or a password');
	if (search || hash) throw new Error('"Base URL" must end with the path, without ? or #');
	if (/\/v\d+$/.test(text)) throw new Error('"Base URL" must end before the version, e.g. in /api');
	return text;
}
