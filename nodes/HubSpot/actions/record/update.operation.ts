import { fieldInputs, objectType, simplify } from '../../../core/node/parameters';
import { batch } from '../../../core/operation';
import type { Api } from '../../../core/transport/api';
import { readBatch, SIZE, writeBatch, type Outcome, type WriteRow } from '../../batches';
import {
	isEmail,
	located,
	locator,
	nothingToWrite,
	objectName,
	traceOf,
	updateOptions,
	written,
} from '../../parameters';
import { path } from '../../paths';
import { shaped, type CrmRecord } from '../../records';

/** The vendor page's request: one record, with `idProperty` in the query. */
async function patch(api: Api, objectType: string, row: WriteRow): Promise<Outcome> {
	const { id = '', idProperty, properties } = row;
	const record = await api.request<CrmRecord>({
		method: 'PATCH',
		url: path(api, 'objects', objectType, id),
		query: { idProperty },
		body: { properties },
		safe: true,
	});
	return { record };
}

/** A batch takes no email: the IDs are read first. Two emails of one contact go one after the other. */
async function updateByEmail(api: Api, objectType: string, rows: WriteRow[]): Promise<Outcome[]> {
	const query = { objectType, idProperty: 'email', properties: [], history: [], archived: false };
	const found = await readBatch(
		api,
		query,
		rows.map(({ id = '' }) => id),
	);
	const outcomes = new Map<WriteRow, Outcome>();
	let open = rows.flatMap((row) => {
		const id = found.get((row.id ?? '').toLowerCase())?.id;
		return id === undefined ? [] : [{ row, id }];
	});
	while (open.length) {
		const now = open.filter(({ id }, place) => open.findIndex((one) => one.id === id) === place);
		const inputs = now.map(({ row, id }) => ({ ...row, id, idProperty: undefined }));
		const answers = await writeBatch(api, objectType, 'update', inputs);
		now.forEach(({ row }, place) => outcomes.set(row, answers[place]));
		open = open.filter((one) => !now.includes(one));
	}
	return rows.map(
		(row) =>
			outcomes.get(row) ?? {
				refused: {
					message: `HubSpot has no contact with the email ${row.id}`,
					hint: 'Use "Create or Update" to create it',
					code: 'OBJECT_NOT_FOUND',
				},
			},
	);
}

export const update = batch({
	name: 'Update',
	action: 'Update a record',
	description:
		'Change properties of records by ID or by a unique property, 100 per request; properties that are not given stay as they are',
	properties: [objectType, ...locator, ...fieldInputs('map'), simplify],
	options: updateOptions,
	size: SIZE,
	refusal: 'whole',
	async target(call) {
		const object = objectName(call);
		const { idProperty } = await located(call, object);
		return { objectType: object, idProperty, simple: call.flag('simplify') };
	},
	key: ({ id }: WriteRow) => id?.toLowerCase(),
	async row(call): Promise<WriteRow> {
		const object = objectName(call);
		const where = await located(call, object);
		const properties = await written(call, object);
		if (!Object.keys(properties).length) nothingToWrite(call);
		return { ...traceOf(call), ...where, properties };
	},
	async send(api, { objectType: object, idProperty, simple }, rows) {
		const outcomes =
			rows.length === 1
				? [await patch(api, object, rows[0])]
				: isEmail(object, idProperty)
					? await updateByEmail(api, object, rows)
					: await writeBatch(api, object, 'update', rows);
		return outcomes.map((outcome) =>
			'record' in outcome
				? { json: { ...shaped(outcome.record, simple), updated: true } }
				: outcome,
		);
	},
});
