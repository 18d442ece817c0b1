import type { EmulatorRequest } from '../../frame';
import { noContent, ok, route, type Endpoints } from '../context';
import { addPair } from '../associations';
import { addType, typeOf } from '../objectTypes';
import { PATHS } from '../paths';
import { bodyOf, flag, limitOf, listIn, one, pageBy, textIn, type Body } from '../query';
import { recordsOf } from '../records';
import { invalid, missing, PORTAL_ID, Refusal } from '../refusal';
import type { ObjectType, Option, Owner, Pipeline, Property, Stage, Store } from '../store';

const SINCE = '2026-01-01T00:00:00.000Z';

const shownProperty = ({
	readOnlyValue = false,
	...property
}: Omit<Property, 'required' | 'rules'>) => ({
	description: '',
	hidden: false,
	calculated: false,
	externalOptions: false,
	hasUniqueValue: false,
	hubspotDefined: false,
	formField: true,
	displayOrder: -1,
	archived: false,
	dataSensitivity: 'non_sensitive',
	createdAt: SINCE,
	updatedAt: SINCE,
	...property,
	// the API tells neither here
	required: undefined,
	rules: undefined,
	modificationMetadata: {
		archivable: !property.hubspotDefined,
		readOnlyDefinition: Boolean(property.hubspotDefined),
		readOnlyOptions: Boolean(property.hubspotDefined),
		readOnlyValue,
	},
});

const TYPES = [
	'bool',
	'date',
	'datetime',
	'enumeration',
	'number',
	'phone_number',
	'string',
	'json',
];

function propertyIn(type: ObjectType, body: Body): Property {
	const name = textIn(body, 'name');
	if (!/^[a-z][a-z0-9_]*$/.test(name)) throw invalid(`Property name ${name} is not valid`);
	if (type.properties.has(name))
		throw new Refusal(409, 'CONFLICT', `Property named ${name} already exists.`);
	const kind = textIn(body, 'type');
	if (!TYPES.includes(kind)) throw invalid(`Unknown property type ${kind}`);
	const groupName = textIn(body, 'groupName');
	if (!type.groups.has(groupName)) throw invalid(`Property group ${groupName} does not exist`);
	const options = (body.options ?? []) as Option[];
	if (kind === 'enumeration' && !options.length && !body.externalOptions)
		throw invalid('An enumeration wants options');
	return {
		...(body as Partial<Property>),
		name,
		label: textIn(body, 'label'),
		type: kind,
		fieldType: textIn(body, 'fieldType'),
		groupName,
		options,
	};
}

const findProperty = (type: ObjectType, name: string): Property => {
	const found = type.properties.get(name);
	if (!found || found.archived) throw missing(`Property ${name} does not exist`);
	return found;
};

const ofType = (store: Store) => (request: EmulatorRequest) => typeOf(store, request.params.type);

export const properties: Endpoints = ({ store }) => {
	const base = PATHS.properties;
	const type = ofType(store);
	const group = ({ params }: EmulatorRequest, of: ObjectType) => {
		const found = of.groups.get(params.name);
		if (!found) throw missing(`Property group ${params.name} does not exist`);
		return found;
	};
	const listed = (of: ObjectType, archived: boolean) =>
		[...of.properties.values()].filter((property) => Boolean(property.archived) === archived);
	return [
		...route(base, 'GET', '/:type', (request) =>
			ok({ results: listed(type(request), flag(request.query, 'archived')).map(shownProperty) }),
		),
		...route(base, 'POST', '/:type', (request) => {
			const of = type(request);
			const made = propertyIn(of, bodyOf(request));
			of.properties.set(made.name, made);
			return ok(shownProperty(made), 201);
		}),
		...route(base, 'POST', '/:type/batch/read', (request) => {
			const of = type(request);
			const names = listIn(bodyOf(request), 'inputs', 100).map((input) => textIn(input, 'name'));
			const results = names.flatMap((name) => {
				const found = of.properties.get(name);
				return found ? [shownProperty(found)] : [];
			});
			return ok({ status: 'COMPLETE', results });
		}),
		...route(base, 'POST', '/:type/batch/create', (request) => {
			const of = type(request);
			const made = listIn(bodyOf(request), 'inputs', 100).map((input) => propertyIn(of, input));
			for (const property of made) of.properties.set(property.name, property);
			return ok({ status: 'COMPLETE', results: made.map(shownProperty) }, 201);
		}),
		...route(base, 'POST', '/:type/batch/archive', (request) => {
			const of = type(request);
			for (const input of listIn(bodyOf(request), 'inputs', 100))
				findProperty(of, textIn(input, 'name')).archived = true;
			return noContent;
		}),
		...route(base, 'GET', '/:type/:name', (request) =>
			ok(shownProperty(findProperty(type(request), request.params.name))),
		),
		...route(base, 'PATCH', '/:type/:name', (request, version) => {
			const found = findProperty(type(request), request.params.name);
			const body = bodyOf(request);
			if (found.hubspotDefined && body.options)
				throw invalid(`The definition of ${found.name} is read-only`);
			const options = (body.options ?? []) as Option[];
			if (version === '2026-09' && options.some(({ displayOrder }) => displayOrder === undefined))
				throw invalid('Some required fields were not set: [options.displayOrder]');
			const { name, hasUniqueValue } = found;
			Object.assign(found, body, { name, hasUniqueValue });
			return ok(shownProperty(found));
		}),
		...route(base, 'DELETE', '/:type/:name', (request) => {
			const found = findProperty(type(request), request.params.name);
			if (found.hubspotDefined) throw invalid(`Property ${found.name} cannot be archived`);
			found.archived = true;
			return noContent;
		}),
		...route(base, 'GET', '/:type/groups', (request) =>
			ok({
				results: [...type(request).groups.values()].map((one) => ({ ...one, archived: false })),
			}),
		),
		...route(base, 'POST', '/:type/groups', (request) => {
			const of = type(request);
			const body = bodyOf(request);
			const name = textIn(body, 'name');
			if (of.groups.has(name)) throw new Refusal(409, 'CONFLICT', `Group ${name} already exists.`);
			const made = {
				name,
				label: textIn(body, 'label'),
				displayOrder: Number(body.displayOrder ?? -1),
			};
			of.groups.set(name, made);
			return ok({ ...made, archived: false }, 201);
		}),
		...route(base, 'GET', '/:type/groups/:name', (request) =>
			ok({ ...group(request, type(request)), archived: false }),
		),
		...route(base, 'PATCH', '/:type/groups/:name', (request) => {
			const found = group(request, type(request));
			const { label, displayOrder } = bodyOf(request);
			if (label !== undefined) found.label = String(label);
			if (displayOrder !== undefined) found.displayOrder = Number(displayOrder);
			return ok({ ...found, archived: false });
		}),
		...route(base, 'DELETE', '/:type/groups/:name', (request) => {
			const of = type(request);
			const found = group(request, of);
			if ([...of.properties.values()].some(({ groupName }) => groupName === found.name))
				throw invalid(`Group ${found.name} still has properties`);
			of.groups.delete(found.name);
			return noContent;
		}),
		...route(PATHS.validations, 'GET', '/:type', (request) => {
			const results = [...type(request).properties.values()].flatMap(({ name, rules }) =>
				rules?.length ? [{ propertyName: name, propertyValidationRules: rules }] : [],
			);
			return ok({ results });
		}),
	];
};

function stageIn(store: Store, body: Body): Stage {
	const now = store.now();
	return {
		id: body.stageId === undefined ? store.next() : String(body.stageId),
		label: textIn(body, 'label'),
		displayOrder: Number(body.displayOrder ?? 0),
		metadata: (body.metadata ?? {}) as Record<string, string>,
		archived: false,
		createdAt: now,
		updatedAt: now,
	};
}

const time = (at: number) => new Date(at).toISOString();

const shownStage = ({ createdAt, updatedAt, ...stage }: Stage) => ({
	...stage,
	writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
	createdAt: time(createdAt),
	updatedAt: time(updatedAt),
});

const shownPipeline = ({ createdAt, updatedAt, stages, ...pipeline }: Pipeline) => ({
	...pipeline,
	createdAt: time(createdAt),
	updatedAt: time(updatedAt),
	stages: stages.map(shownStage),
});

export const pipelines: Endpoints = ({ store }) => {
	const base = PATHS.pipelines;
	const type = ofType(store);
	const all = (of: ObjectType) => {
		const known = store.pipelines.get(of.typeId) ?? new Map<string, Pipeline>();
		store.pipelines.set(of.typeId, known);
		return known;
	};
	const found = (request: EmulatorRequest): Pipeline => {
		const pipeline = all(type(request)).get(request.params.pipeline);
		if (!pipeline) throw missing(`Pipeline ${request.params.pipeline} does not exist`);
		return pipeline;
	};
	const stageOf = (request: EmulatorRequest) => {
		const pipeline = found(request);
		const stage = pipeline.stages.find(({ id }) => id === request.params.stage);
		if (!stage) throw missing(`Stage ${request.params.stage} does not exist`);
		return { pipeline, stage };
	};
	const used = (of: ObjectType, values: string[]) =>
		[...recordsOf(store, of).values()].some(
			(record) =>
				record.archivedAt === undefined &&
				['pipeline', 'hs_pipeline', 'dealstage', 'hs_pipeline_stage'].some((name) =>
					values.includes(record.values.get(name) ?? ''),
				),
		);
	const change = (target: Pipeline | Stage, body: Body) => {
		const { label, displayOrder, archived, metadata } = body;
		if (label !== undefined) target.label = String(label);
		if (displayOrder !== undefined) target.displayOrder = Number(displayOrder);
		if (archived !== undefined) target.archived = archived === true;
		if (metadata !== undefined && 'metadata' in target)
			target.metadata = metadata as Record<string, string>;
		target.updatedAt = store.now();
	};
	const make = (of: ObjectType, body: Body, id = store.next()): Pipeline => {
		const now = store.now();
		const stages = listIn(body, 'stages').map((stage) => stageIn(store, stage));
		if (of.typeId === '0-3' && stages.some(({ metadata }) => metadata.probability === undefined))
			throw invalid('A deal stage wants metadata.probability');
		const label = textIn(body, 'label');
		const displayOrder = Number(textIn(body, 'displayOrder'));
		return { id, label, displayOrder, archived: false, stages, createdAt: now, updatedAt: now };
	};
	const one = '/:type/:pipeline';
	const stages = `${one}/stages`;
	return [
		...route(base, 'GET', '/:type', (request) =>
			ok({ results: [...all(type(request)).values()].map(shownPipeline) }),
		),
		...route(base, 'POST', '/:type', (request) => {
			const of = type(request);
			const made = make(of, bodyOf(request));
			all(of).set(made.id, made);
			return ok(shownPipeline(made), 201);
		}),
		...route(base, 'GET', one, (request) => ok(shownPipeline(found(request)))),
		...route(base, 'PUT', one, (request) => {
			const of = type(request);
			const made = make(of, bodyOf(request), found(request).id);
			all(of).set(made.id, made);
			return ok(shownPipeline(made));
		}),
		...route(base, 'PATCH', one, (request) => {
			change(found(request), bodyOf(request));
			return ok(shownPipeline(found(request)));
		}),
		...route(base, 'DELETE', one, (request) => {
			const of = type(request);
			const { id } = found(request);
			if (flag(request.query, 'validateReferencesBeforeDelete') && used(of, [id]))
				throw invalid(`Pipeline ${id} is in use`);
			all(of).delete(id);
			return noContent;
		}),
		...route(base, 'GET', stages, (request) =>
			ok({ results: found(request).stages.map(shownStage) }),
		),
		...route(base, 'POST', stages, (request) => {
			const made = stageIn(store, bodyOf(request));
			found(request).stages.push(made);
			return ok(shownStage(made), 201);
		}),
		...route(base, 'GET', `${stages}/:stage`, (request) => ok(shownStage(stageOf(request).stage))),
		...route(base, 'PATCH', `${stages}/:stage`, (request) => {
			const { stage } = stageOf(request);
			change(stage, bodyOf(request));
			return ok(shownStage(stage));
		}),
		...route(base, 'DELETE', `${stages}/:stage`, (request) => {
			const { pipeline, stage } = stageOf(request);
			if (used(type(request), [stage.id])) throw invalid(`Stage ${stage.id} is in use`);
			pipeline.stages.splice(pipeline.stages.indexOf(stage), 1);
			return noContent;
		}),
	];
};

const shownOwner = ({ archived, userId, ...owner }: Owner) => ({
	...owner,
	...(!archived && { userId }),
	userIdIncludingInactive: userId,
	archived,
	teams: [],
	createdAt: SINCE,
	updatedAt: SINCE,
});

export const owners: Endpoints = ({ store }) => [
	...route(PATHS.owners, 'GET', '', ({ query }) => {
		const email = one(query, 'email')?.toLowerCase();
		const rows = [...store.owners.values()].filter(
			(owner) =>
				owner.archived === flag(query, 'archived') &&
				(email === undefined || owner.email.toLowerCase() === email),
		);
		const { page, paging } = pageBy(
			rows,
			({ id }) => id,
			one(query, 'after'),
			limitOf(query, 100, 500),
		);
		return ok({ results: page.map(shownOwner), ...(paging && { paging }) });
	}),
	...route(PATHS.owners, 'GET', '/:id', ({ query, params }) => {
		const by = one(query, 'idProperty') ?? 'id';
		if (!['id', 'userId'].includes(by)) throw invalid('idProperty must be id or userId');
		const found = [...store.owners.values()].find(
			(owner) =>
				String(by === 'id' ? owner.id : owner.userId) === params.id &&
				owner.archived === flag(query, 'archived'),
		);
		if (!found) throw missing(`Owner ${params.id} does not exist`);
		return ok(shownOwner(found));
	}),
];

const shownSchema = (type: ObjectType) => ({
	objectTypeId: type.typeId,
	id: type.typeId,
	name: type.name.replace(/^p\d+_/, ''),
	fullyQualifiedName: type.name,
	labels: { singular: type.singular, plural: type.plural },
	primaryDisplayProperty: 'property_string',
	secondaryDisplayProperties: [],
	requiredProperties: [],
	searchableProperties: [],
	associations: [],
	archived: false,
	createdAt: SINCE,
	updatedAt: SINCE,
	...type.schema,
	properties: [...type.properties.values()].map(shownProperty),
});

function checkNewRules(version: string, body: Body): void {
	if (version !== '2026-09') return;
	const wanted = [
		'allowsSensitiveProperties',
		'searchableProperties',
		'secondaryDisplayProperties',
	];
	const gone = wanted.filter((name) => body[name] === undefined);
	if (gone.length) throw invalid(`Some required fields were not set: [${gone.join(', ')}]`);
}

export const schemas: Endpoints = ({ store }) => {
	const base = PATHS.schemas;
	const type = ofType(store);
	return [
		...route(base, 'GET', '', () =>
			ok({ results: [...store.types.values()].filter(({ custom }) => custom).map(shownSchema) }),
		),
		...route(base, 'POST', '', (request, version) => {
			const body = bodyOf(request);
			checkNewRules(version, body);
			const name = textIn(body, 'name');
			const labels = (body.labels ?? {}) as { singular?: string; plural?: string };
			if (!labels.singular || !labels.plural)
				throw invalid('Some required fields were not set: [labels]');
			const fullName = `p${PORTAL_ID}_${name}`;
			if ([...store.types.values()].some((known) => known.name === fullName))
				throw new Refusal(409, 'CONFLICT', `Object type ${name} already exists.`);
			const made = addType(store, {
				typeId: `2-${store.next()}`,
				name: fullName,
				singular: labels.singular,
				plural: labels.plural,
				properties: [],
			});
			for (const property of listIn(body, 'properties')) {
				const groupName = [...made.groups.keys()][0] ?? '';
				const added = propertyIn(made, { groupName, ...property });
				made.properties.set(added.name, added);
			}
			textIn(body, 'primaryDisplayProperty');
			made.schema = {
				primaryDisplayProperty: body.primaryDisplayProperty,
				requiredProperties: body.requiredProperties ?? [],
				searchableProperties: body.searchableProperties ?? [],
				secondaryDisplayProperties: body.secondaryDisplayProperties ?? [],
			};
			for (const other of (body.associatedObjects ?? []) as string[]) {
				const [typeId, inverse] = [Number(store.next()), Number(store.next())];
				addPair(store, {
					from: made.typeId,
					to: typeOf(store, other).typeId,
					typeId,
					inverse,
					category: 'HUBSPOT_DEFINED',
					label: null,
				});
			}
			return ok(shownSchema(made), 201);
		}),
		...route(base, 'GET', '/:type', (request) => ok(shownSchema(type(request)))),
		...route(base, 'PATCH', '/:type', (request) => {
			const of = type(request);
			if (!of.custom) throw invalid('A standard object cannot be changed');
			const { labels, ...changes } = bodyOf(request);
			const { singular, plural } = (labels ?? {}) as { singular?: string; plural?: string };
			of.singular = singular ?? of.singular;
			of.plural = plural ?? of.plural;
			of.schema = { ...of.schema, ...changes };
			return ok(shownSchema(of));
		}),
		...route(base, 'DELETE', '/:type', (request) => {
			const of = type(request);
			if (!of.custom) throw invalid('A standard object cannot be deleted');
			const live = [...recordsOf(store, of).values()].some(
				({ archivedAt }) => archivedAt === undefined,
			);
			if (live) throw invalid(`There are still records of ${of.name}`);
			store.types.delete(of.typeId);
			return noContent;
		}),
	];
};
