import { resource } from '../core/operation';
import { judgeBy } from '../core/transport/errors';
import type { Vendor } from '../core/vendor';
import * as api from './actions/api';
import * as approval from './actions/approval';
import * as businessFlow from './actions/businessFlow';
import * as department from './actions/department';
import * as field from './actions/field';
import * as file from './actions/file';
import * as functions from './actions/function';
import * as message from './actions/message';
import * as object from './actions/object';
import * as pool from './actions/pool';
import * as record from './actions/record';
import * as relation from './actions/relation';
import * as stage from './actions/stage';
import * as team from './actions/team';
import * as user from './actions/user';
import { choices } from './choices';
import { conditions } from './conditions';
import { NOT_OURS, readEnvelope, rows } from './errors';
import { events } from './events';
import { formatOf, listFields, listObjects } from './fields';
import { originOf } from './host';

const TITLE = 'Fxiaoke';

/** Fxiaoke (ShareCRM): POST with JSON, HTTP 200 for everything. https://developer.fxiaoke.com/openapi_v2/en/ */
export const fxiaoke: Vendor = {
	title: TITLE,
	credentials: { app: 'fxiaokeApi' },
	baseURL: originOf,
	secrets: ({ appSecret, permanentCodeSecret, accessToken }) =>
		[appSecret, permanentCodeSecret, accessToken].map((secret) => String(secret ?? '').trim()),
	// 100 calls in 20 seconds for each interface, that is for each path; the vendor gives no rate headers
	limits: ({ callsPer20Seconds }) => ({
		default: {
			count: Number(callsPer20Seconds) || 100,
			windowMs: 20_000,
			adaptive: true,
			perClass: true,
		},
	}),
	concurrency: 4,
	token: { field: 'accessToken', expiresAt: 'renewAt' },
	judge: judgeBy({ title: TITLE, read: readEnvelope, rows, notOurs: NOT_OURS }),
	objects: { list: listObjects },
	fields: { list: listFields, format: formatOf },
	conditions,
	events,
	choices,
	resources: {
		record: resource('Record', record),
		relation: resource('Relation', relation),
		approval: resource('Approval', approval),
		businessFlow: resource('Business Flow', businessFlow),
		stage: resource('Stage', stage),
		file: resource('File', file),
		team: resource('Team', team),
		pool: resource('Pool', pool),
		object: resource('Object', object),
		field: resource('Field', field),
		user: resource('User', user),
		department: resource('Department', department),
		function: resource('Function', functions),
		message: resource('Message', message),
		api: resource('API', api),
	},
	absent: {
		push: 'the payload and the encryption of the event callbacks are not published; a scripted function can call a Webhook node',
	},
};
