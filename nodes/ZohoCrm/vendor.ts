import { objectIn } from '../core/data/json';
import { resource } from '../core/operation';
import type { Credential, Vendor } from '../core/vendor';
import * as api from './actions/api';
import * as approval from './actions/approval';
import * as attachment from './actions/attachment';
import * as blueprint from './actions/blueprint';
import * as bulk from './actions/bulk';
import * as customView from './actions/customView';
import * as email from './actions/email';
import * as field from './actions/field';
import * as file from './actions/file';
import * as layout from './actions/layout';
import * as modules from './actions/module';
import * as note from './actions/note';
import * as organization from './actions/organization';
import * as photo from './actions/photo';
import * as pipeline from './actions/pipeline';
import * as record from './actions/record';
import * as recycleBin from './actions/recycleBin';
import * as relatedList from './actions/relatedList';
import * as relation from './actions/relation';
import * as tag from './actions/tag';
import * as user from './actions/user';
import { choices } from './choices';
import { conditions } from './conditions';
import { judge } from './errors';
import { events } from './events';
import { formatOf, listFields } from './fields';
import { baseURL, origins } from './hosts';
import { listModules } from './modules';
import { push } from './push';
import { scopeOf } from './scopes';

const atOnce = ({ concurrency }: Credential): number =>
	Math.min(25, Math.max(1, Number(concurrency) || 5));

/** Bound by concurrency and daily credits; this only keeps a fast network from a burst. */
const PER_MINUTE = { count: 6000, windowMs: 60_000, adaptive: true };
/** Heavy calls are bound to 10 at once in every edition. */
const MOST_HEAVY = 10;

const secretsIn = ({ clientSecret, oauthTokenData }: Credential): string[] => {
	const token = objectIn(oauthTokenData);
	return [clientSecret, token.access_token, token.refresh_token].map((secret) =>
		String(secret ?? ''),
	);
};

/** Zoho CRM: every module by one record API, v8. https://www.zoho.com/crm/developer/docs/api/v8/ */
export const zohoCrm: Vendor = {
	title: 'Zoho CRM',
	credentials: { account: 'zohoCrmOAuth2Api' },
	baseURL,
	origins,
	permission: scopeOf,
	secrets: secretsIn,
	limits: (credential) => ({
		default: { ...PER_MINUTE, atOnce: atOnce(credential) },
		heavy: { ...PER_MINUTE, atOnce: Math.min(MOST_HEAVY, atOnce(credential)), within: 'default' },
		// ten results of bulk reads a minute
		results: { count: 10, windowMs: 60_000, adaptive: false, within: 'default' },
	}),
	concurrency: atOnce,
	notice: ({ headers }) => {
		const left = headers['x-api-credits-remaining'];
		return left
			? `Zoho CRM: ${left} API credits remain for the next 24 hours (over half are used)`
			: undefined;
	},
	judge,
	objects: { list: listModules },
	fields: { list: listFields, format: formatOf },
	conditions,
	events,
	push,
	choices,
	resources: {
		record: resource('Record', record),
		relation: resource('Related Record', relation),
		attachment: resource('Attachment', attachment),
		file: resource('File', file),
		photo: resource('Photo', photo),
		note: resource('Note', note),
		tag: resource('Tag', tag),
		approval: resource('Approval', approval),
		blueprint: resource('Blueprint', blueprint),
		email: resource('Email', email),
		recycleBin: resource('Recycle Bin', recycleBin),
		bulk: resource('Bulk', bulk),
		module: resource('Module', modules),
		field: resource('Field', field),
		layout: resource('Layout', layout),
		relatedList: resource('Related List', relatedList),
		customView: resource('Custom View', customView),
		pipeline: resource('Pipeline', pipeline),
		user: resource('User', user),
		organization: resource('Organization', organization),
		api: resource('API', api),
	},
};
