import type { EmulatorRequest } from '../../frame';
import { ok, route, type Endpoints } from '../context';
import { typeOf } from '../objectTypes';
import { PATHS } from '../paths';
import { bodyOf, textIn } from '../query';
import { change, createRecord, findRecord, liveRecord, updateRecord } from '../records';
import { invalid, missing, PORTAL_ID, Refusal } from '../refusal';
import { approvalValues } from '../seed';
import type { StoredRecord } from '../store';

export const account: Endpoints = () =>
	route(PATHS.account, 'GET', '/details', () =>
		ok({
			portalId: PORTAL_ID,
			accountType: 'DEVELOPER_TEST',
			timeZone: 'US/Eastern',
			companyCurrency: 'USD',
			additionalCurrencies: [],
			utcOffset: '-05:00',
			utcOffsetMilliseconds: -18_000_000,
			uiDomain: 'app.hubspot.com',
			dataHostingLocation: 'na1',
		}),
	);

/** Token endpoints take a form body, and no bearer. */
export const oauth: Endpoints = ({ store, tokens }) =>
	route(PATHS.oauth, 'POST', '/token', (request) => {
		const form = new URLSearchParams(String(request.body ?? ''));
		const grant = form.get('grant_type');
		if (!['authorization_code', 'refresh_token'].includes(grant ?? ''))
			throw invalid('grant_type is not valid');
		if (form.get('client_id') !== 'client' || form.get('client_secret') !== 'secret')
			throw new Refusal(400, 'BAD_CLIENT_ID', 'client ID or secret is not valid');
		const token = `oauth-${store.next()}`;
		tokens.set(token, { until: store.now() + store.switches.tokenLifeMs });
		return ok({
			access_token: token,
			refresh_token: 'refresh-1',
			expires_in: store.switches.tokenLifeMs / 1000,
			token_type: 'bearer',
			hub_id: PORTAL_ID,
			scopes: [],
		});
	}).map((entry) => ({ ...entry, open: true }));

const approvalPath = '/:type/:pipeline/approvals';

/** Deal approvals are read and started by API; approving is done by a person. */
export const governance: Endpoints = ({ store }) => {
	const deal = (id: string, { params }: EmulatorRequest) => {
		const type = typeOf(store, params.type);
		const record = liveRecord(store, type, id);
		const name = type.typeId === '0-5' ? 'hs_pipeline' : 'pipeline';
		if (record.values.get(name) !== params.pipeline)
			throw missing(`Object ${id} is not in the pipeline ${params.pipeline}`);
		return { type, record };
	};
	const shown = (type: string, record: StoredRecord) => {
		const approval = store.approvals.get(record.id);
		const at = new Date(approval?.createdAt ?? record.createdAt).toISOString();
		return {
			id: approval?.id ?? '0',
			objectId: Number(record.id),
			objectTypeId: type,
			pipelineId: record.values.get('pipeline'),
			pipelineStageId: record.values.get('dealstage'),
			approvalStatus: approval?.approvalStatus ?? 'NOT_APPLICABLE',
			...(approval?.approvalId && { approvalId: approval.approvalId }),
			createdAt: at,
			updatedAt: new Date(approval?.updatedAt ?? record.createdAt).toISOString(),
		};
	};
	return [
		...route(PATHS.rules, 'GET', `${approvalPath}/:id`, (request) => {
			if (!/^0-\d+$/.test(request.params.type)) throw invalid('The object type id is wanted');
			const { type, record } = deal(request.params.id, request);
			return ok(shown(type.typeId, record));
		}),
		...route(PATHS.rules, 'POST', `${approvalPath}/start`, (request) => {
			const { objectId } = bodyOf(request);
			if (typeof objectId !== 'number') throw invalid('objectId must be a number');
			const { type, record } = deal(String(objectId), request);
			const now = store.now();
			const id = store.next();
			store.approvals.set(record.id, {
				id,
				approvalStatus: 'PENDING',
				approvalId: id,
				createdAt: now,
				updatedAt: now,
			});
			change(store, type, record, approvalValues('PENDING', id));
			return ok(shown(type.typeId, record));
		}),
	];
};

interface Old {
	property?: string;
	name?: string;
	value: unknown;
}

const valuesIn = (body: unknown): Record<string, string> =>
	Object.fromEntries(
		(((body as { properties?: Old[] }).properties ?? []) as Old[]).map(
			({ property, name, value }) => [property ?? name ?? '', String(value)],
		),
	);

const oldForm = (record: StoredRecord) =>
	Object.fromEntries([...record.values].map(([name, value]) => [name, { value, versions: [] }]));

/** The three old paths that n8n's own node calls for contacts and companies. */
export const legacy: Endpoints = ({ store }) => {
	const v1 = [['v1', '/contacts/v1']] as const;
	const v2 = [['v2', '/companies/v2']] as const;
	return [
		...route(v1, 'POST', '/contact/createOrUpdate/email/:email', (request) => {
			const type = typeOf(store, 'contacts');
			const email = decodeURIComponent(request.params.email);
			const held = findRecord(store, type, email, 'email');
			const properties = valuesIn(bodyOf(request));
			const record = held
				? updateRecord(store, type, held, properties, { strict: false })
				: createRecord(store, type, { properties: { email, ...properties } }, { strict: false });
			return ok({ vid: Number(record.id), isNew: !held });
		}),
		...route(v1, 'GET', '/contact/vid/:id/profile', ({ params }) => {
			const record = liveRecord(store, typeOf(store, 'contacts'), params.id);
			return ok({
				vid: Number(record.id),
				'canonical-vid': Number(record.id),
				'portal-id': PORTAL_ID,
				'is-contact': true,
				properties: oldForm(record),
			});
		}),
		...route(v2, 'POST', '/companies', (request) => {
			const type = typeOf(store, 'companies');
			const properties = valuesIn(bodyOf(request));
			textIn(properties, 'name');
			const record = createRecord(store, type, { properties }, { strict: false });
			return ok({
				portalId: PORTAL_ID,
				companyId: Number(record.id),
				isDeleted: false,
				properties: oldForm(record),
			});
		}),
	];
};
