import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../core/node/call';
import { objectType, simplify } from '../core/node/parameters';
import { batch, each, type Operation } from '../core/operation';
import { specOf, typeNamed } from './associations';
import { SIZE, writeBatch, type WriteRow } from './batches';
import { ownerId } from './owners';
import { numericId, objectName, oneRecord, traceOf } from './parameters';
import { path } from './paths';
import { shaped } from './records';

type Shape = 'text' | 'long' | 'time' | 'number' | string[];

/** A property of an engagement: API name, title, how it is given. */
type Row = readonly [property: string, title: string, shape: Shape, fallback?: string];

export interface Engagement {
	objectType: string;
	/** For texts: "a note". */
	one: string;
	/** What is asked for first. */
	main: Row[];
	more: Row[];
}

const title = (value: string) =>
	value
		.toLowerCase()
		.replace(/_/g, ' ')
		.replace(/(^| )\w/g, (letter) => letter.toUpperCase());

const options = (values: string[]) =>
	values
		.map((value) => ({ name: title(value), value }))
		.sort((a, b) => a.name.localeCompare(b.name));

function inputOf([name, displayName, shape, fallback = '']: Row): INodeProperties {
	const base = { displayName, name, default: fallback };
	if (Array.isArray(shape)) return { ...base, type: 'options', options: options(shape) };
	if (shape === 'time') return { ...base, type: 'dateTime' };
	if (shape === 'long') return { ...base, type: 'string', typeOptions: { rows: 4 } };
	return { ...base, type: 'string' };
}

const timestamp: INodeProperties = {
	displayName: 'Date',
	name: 'hs_timestamp',
	type: 'dateTime',
	default: '',
	description: 'When it took place, or is due; now if empty',
};

const associateWith: INodeProperties[] = [
	{
		...objectType,
		required: false,
		description: 'The kind of the record that it belongs to',
	},
	{ ...oneRecord, required: false, hint: 'Leave empty for none' },
];

const owner: INodeProperties = {
	displayName: 'Owner ID or Email',
	name: 'ownerId',
	type: 'string',
	default: '',
};

const furtherJson: INodeProperties = {
	displayName: 'Further Properties (JSON)',
	name: 'fieldsJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "hs_attachment_ids": "1;2" }',
	description: 'Values by internal name, as a JSON object; they go before the others',
};

async function propertiesOf(call: Call, kind: Engagement): Promise<IDataObject> {
	const given = [...kind.main, ...kind.more].flatMap(([name]) => {
		const value = call.text(name);
		return value ? [[name, value] as const] : [];
	});
	const fields = new Map(
		(await call.api.fields(kind.objectType)).map((field) => [field.name, field]),
	);
	const stamp = call.text('hs_timestamp') || new Date().toISOString();
	const person = call.text('ownerId');
	const plain: IDataObject = {
		hs_timestamp: stamp,
		...Object.fromEntries(given),
		...(person && { hubspot_owner_id: await ownerId(call, 'ownerId', person) }),
	};
	const times = Object.entries(plain).filter(([name]) => fields.get(name)?.type === 'dateTime');
	for (const [name, value] of times) {
		const at = Date.parse(String(value));
		if (Number.isNaN(at)) call.refuse(name, `is no date: "${String(value)}"`);
		plain[name] = new Date(at).toISOString();
	}
	return { ...plain, ...(await call.values(kind.objectType)) };
}

async function linksOf(call: Call, from: string): Promise<IDataObject[]> {
	if (!call.text('recordId')) return [];
	const to = objectName(call);
	const type = await typeNamed(call, 'objectType', { from, to, wanted: '' });
	return [{ to: { id: numericId(call) }, types: [specOf(type)] }];
}

export const createEngagement = (kind: Engagement): Operation =>
	batch({
		name: 'Create',
		action: `Create ${kind.one}`,
		description: `Create ${kind.one} on a record, in one step; get, search, update and archive it by "Record"`,
		properties: [...kind.main.map(inputOf), timestamp, ...associateWith, simplify],
		options: [...kind.more.map(inputOf), owner, furtherJson],
		size: SIZE,
		refusal: 'whole',
		target: (call) => ({ simple: call.flag('simplify') }),
		async row(call): Promise<WriteRow> {
			const properties = await propertiesOf(call, kind);
			const associations = await linksOf(call, kind.objectType);
			return { ...traceOf(call), properties, ...(associations.length && { associations }) };
		},
		async send(api, { simple }, rows) {
			const outcomes = await writeBatch(api, kind.objectType, 'create', rows);
			return outcomes.map((outcome) =>
				'record' in outcome
					? { json: { ...shaped(outcome.record, simple), created: true } }
					: outcome,
			);
		},
	});

export const pinEngagement = (kind: Engagement): Operation =>
	each({
		name: 'Pin to Record',
		action: `Pin ${kind.one} to a record`,
		description: `Pin ${kind.one} to the top of a record; the record keeps one pin`,
		properties: [
			objectType,
			oneRecord,
			{
				displayName: `${title(kind.one.replace(/^an? /, ''))} ID`,
				name: 'engagementId',
				type: 'string',
				default: '',
				required: true,
			},
		],
		key: (call) => `${call.text('objectType')} ${call.text('recordId')}`,
		async run(call) {
			const engagementId = numericId(call, 'engagementId');
			const id = numericId(call);
			await call.api.request({
				method: 'PATCH',
				url: path(call.api, 'objects', objectName(call), id),
				body: { properties: { hs_pinned_engagement_id: engagementId } },
				safe: true,
			});
			return { json: { id, engagementId, pinned: true } };
		},
	});
