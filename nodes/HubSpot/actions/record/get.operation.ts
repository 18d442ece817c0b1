import type { IDataObject } from 'n8n-workflow';
import { objectType, simplify } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import type { Api } from '../../../core/transport/api';
import { readBatch, SIZE, type ReadQuery } from '../../batches';
import {
	archived,
	associated,
	history,
	located,
	locator,
	objectName,
	properties,
} from '../../parameters';
import { path } from '../../paths';
import { shaped, type CrmRecord } from '../../records';

interface Wanted extends ReadQuery {
	associations: string[];
	simple: boolean;
}

const comma = (names: string[]) => (names.length ? names.join(',') : undefined);

async function one(api: Api, wanted: Wanted, id: string): Promise<CrmRecord> {
	return await api.request<CrmRecord>({
		method: 'GET',
		url: path(api, 'objects', wanted.objectType, id),
		query: {
			idProperty: wanted.idProperty,
			properties: comma(wanted.properties),
			propertiesWithHistory: comma(wanted.history),
			associations: comma(wanted.associations),
			archived: wanted.archived || undefined,
		},
	});
}

interface Links {
	results?: Array<{
		from: { id: string };
		to: Array<{ toObjectId: string; associationTypes: IDataObject[] }>;
		paging?: { next?: { after?: string } };
	}>;
}

/** Batch reads show no associations: they are read beside, by object, in the form of a single read. */
async function addLinks(api: Api, wanted: Wanted, records: CrmRecord[]): Promise<void> {
	const byId = new Map(records.map((record) => [record.id, record]));
	for (const to of wanted.associations) {
		let inputs: Array<{ id: string; after?: string }> = [...byId.keys()].map((id) => ({ id }));
		while (inputs.length) {
			const { results = [] }: Links = await api.request<Links>({
				method: 'POST',
				url: path(api, 'associations', wanted.objectType, to, 'batch', 'read'),
				body: { inputs },
				safe: true,
			});
			for (const { from, to: links } of results) {
				const record = byId.get(from.id);
				if (!record) continue;
				const all = (record.associations ??= {}) as Record<string, { results: IDataObject[] }>;
				const held = (all[to] ??= { results: [] });
				for (const { toObjectId, associationTypes } of links)
					held.results.push({ id: toObjectId, types: associationTypes });
			}
			inputs = results.flatMap(({ from, paging }) =>
				paging?.next?.after ? [{ id: from.id, after: paging.next.after }] : [],
			);
		}
	}
}

export const get = batch({
	name: 'Get',
	action: 'Get a record',
	description: 'Get records by ID or by a unique property, up to 100 per request',
	properties: [objectType, ...locator, properties, simplify],
	options: [archived, associated, history],
	size: SIZE,
	refusal: 'perRow',
	async target(call): Promise<Wanted> {
		const object = objectName(call);
		return {
			objectType: object,
			idProperty: (await located(call, object)).idProperty,
			properties: call.list('properties'),
			history: call.list('propertiesWithHistory'),
			associations: call.list('associations'),
			archived: call.flag('archived'),
			simple: call.flag('simplify'),
		};
	},
	row: async (call) => (await located(call, objectName(call))).id,
	async send(api, wanted, ids) {
		const [only] = ids;
		if (new Set(ids).size === 1) {
			const record = await one(api, wanted, only);
			return ids.map(() => ({ json: { ...shaped(record, wanted.simple) } }));
		}
		const found = await readBatch(api, wanted, ids);
		await addLinks(api, wanted, [...found.values()]);
		return ids.map((id) => {
			const record = found.get(id.toLowerCase());
			if (record) return { json: { ...shaped(record, wanted.simple) } };
			return {
				refused: {
					message: `HubSpot has no such record: ${id}`,
					hint: 'Check the ID; archived records are shown with the option "Archived" only, and old IDs of merged records only when they are asked for alone',
					code: 'OBJECT_NOT_FOUND',
				},
			};
		});
	},
});
