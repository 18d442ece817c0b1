import { resource } from '../core/operation';
import { judgeBy } from '../core/transport/errors';
import type { Vendor } from '../core/vendor';
import * as api from './actions/api';
import * as approval from './actions/approval';
import * as bulk from './actions/bulk';
import * as call from './actions/call';
import * as communication from './actions/communication';
import * as email from './actions/email';
import * as field from './actions/field';
import * as fieldGroup from './actions/fieldGroup';
import * as file from './actions/file';
import * as list from './actions/list';
import * as meeting from './actions/meeting';
import * as note from './actions/note';
import * as pipeline from './actions/pipeline';
import * as postalMail from './actions/postalMail';
import * as record from './actions/record';
import * as relation from './actions/relation';
import * as schema from './actions/schema';
import * as stage from './actions/stage';
import * as task from './actions/task';
import * as user from './actions/user';
import { listTypes } from './associations';
import { baseURL } from './baseUrl';
import { conditions } from './conditions';
import { NOT_OURS, observe, readEnvelope, rows, secretsIn } from './errors';
import { events } from './events';
import { formatOf, listFields } from './fields';
import { listLists } from './lists';
import { listObjects } from './objects';
import { push } from './push';

/** HubSpot: one API for the records of every object. https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis */
export const hubSpot: Vendor = {
	title: 'HubSpot',
	credentials: Object.fromEntries([
		['accessToken', 'hubSpotCrmApi'],
		['oAuth2', 'hubSpotCrmOAuth2Api'],
	]),
	baseURL,
	secrets: secretsIn,
	// 100 to 250 per 10 seconds by plan, told by the answers; searches tell nothing
	limits: ({ requestsPer10Seconds, searchesPerSecond }) => ({
		default: { count: Number(requestsPer10Seconds) || 100, windowMs: 10_000, adaptive: true },
		search: { count: Number(searchesPerSecond) || 5, windowMs: 1_000, adaptive: true },
	}),
	observe,
	concurrency: 4,
	judge: judgeBy({ title: 'HubSpot', read: readEnvelope, rows, notOurs: NOT_OURS }),
	objects: { list: listObjects },
	fields: { list: listFields, format: formatOf },
	conditions,
	events,
	push,
	choices: { getAssociationTypes: listTypes, getLists: listLists },
	resources: {
		record: resource('Record', record),
		relation: resource('Association', relation),
		list: resource('List', list),
		file: resource('File', file),
		approval: resource('Approval', approval),
		note: resource('Note', note),
		task: resource('Task', task),
		call: resource('Call', call),
		meeting: resource('Meeting', meeting),
		email: resource('Email', email),
		communication: resource('Communication', communication),
		postalMail: resource('Postal Mail', postalMail),
		field: resource('Property', field),
		fieldGroup: resource('Property Group', fieldGroup),
		pipeline: resource('Pipeline', pipeline),
		stage: resource('Stage', stage),
		user: resource('Owner', user),
		schema: resource('Schema', schema),
		bulk: resource('Import / Export', bulk),
		api: resource('API', api),
	},
};
