/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program of its own */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { startHubSpot } from '../../emulator/hubSpot';

interface Record_ {
	id: string;
	properties: Record<string, string | null>;
}

/** What this program uses of the vendor's SDK, which is installed in this folder alone. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Sdk = any;
const { Client } = createRequire(`${__dirname}/package.json`)('@hubspot/api-client') as Sdk;

type Step = [name: string, run: () => Promise<void>];

async function main(): Promise<void> {
	const emulator = await startHubSpot({ switches: { searchLagMs: 0, searchesPerSecond: 1000 } });
	const client: Sdk = new Client({
		accessToken: emulator.token,
		basePath: emulator.url,
		numberOfApiCallRetries: 0,
	});
	const { crm, files } = client;
	const ids = (rows: Record_[]) => rows.map(({ id }) => id);
	const newContact = async (email: string): Promise<Record_> =>
		await crm.contacts.basicApi.create({ properties: { email }, associations: [] });

	const steps: Step[] = [
		[
			'objects: create, get, update, list, archive',
			async () => {
				const { id } = await newContact('a@b.cd');
				const read = await crm.contacts.basicApi.getById(id, ['email']);
				assert.equal(read.properties.email, 'a@b.cd');
				assert(read.createdAt instanceof Date);
				await crm.contacts.basicApi.update(id, { properties: { firstname: 'A' } });
				const page = await crm.contacts.basicApi.getPage(10, undefined, ['firstname']);
				assert.equal(page.results[0].properties.firstname, 'A');
				const all = await crm.contacts.getAll();
				assert.deepEqual(ids(all), [id]);
				await crm.contacts.basicApi.archive(id);
				await assert.rejects(crm.contacts.basicApi.getById(id), { code: 404 });
			},
		],
		[
			'objects: any type, by unique property',
			async () => {
				const car = await crm.objects.basicApi.create('p62515_cars', {
					properties: { vin: 'V1' },
					associations: [],
				});
				const read = await crm.objects.basicApi.getById(
					'2-3465404',
					'V1',
					['vin'],
					undefined,
					undefined,
					false,
					'vin',
				);
				assert.equal(read.id, car.id);
			},
		],
		[
			'batch: create with a bad row, read, update, upsert, archive',
			async () => {
				const made = await crm.contacts.batchApi.create({
					inputs: [
						{ properties: { email: 'b1@b.cd' }, associations: [], objectWriteTraceId: '1' },
						{ properties: { nonsense: 'x' }, associations: [], objectWriteTraceId: '2' },
					],
				});
				assert.equal(made.results.length, 1);
				assert.equal(made.numErrors, 1);
				assert.equal(made.errors[0].category, 'VALIDATION_ERROR');
				const [{ id }] = made.results;
				const read = await crm.contacts.batchApi.read({
					inputs: [{ id }, { id: '424242' }],
					properties: ['email'],
					propertiesWithHistory: [],
				});
				assert.equal(read.results.length, 1);
				const updated = await crm.contacts.batchApi.update({
					inputs: [{ id, properties: { firstname: 'B' } }],
				});
				assert.equal(updated.results[0].id, id);
				const upserted = await crm.contacts.batchApi.upsert({
					inputs: [{ id: 'k1', idProperty: 'external_id', properties: { firstname: 'K' } }],
				});
				assert.equal(upserted.results[0]._new, true);
				await crm.contacts.batchApi.archive({ inputs: [{ id }] });
			},
		],
		[
			'search',
			async () => {
				const { id } = await newContact('s@b.cd');
				const found = await crm.contacts.searchApi.doSearch({
					filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: 's@b.cd' }] }],
					sorts: ['createdate'],
					properties: ['email'],
					limit: 10,
					after: '0',
				});
				assert.equal(found.total, 1);
				assert.equal(found.results[0].id, id);
			},
		],
		[
			'associations: default, labelled, read, labels, archive',
			async () => {
				const { id } = await newContact('x@b.cd');
				const company = await crm.companies.basicApi.create({
					properties: { name: 'X' },
					associations: [],
				});
				const v4 = crm.associations.v4;
				await v4.basicApi.createDefault('contacts', id, 'companies', company.id);
				await v4.basicApi.create('contacts', id, 'companies', company.id, [
					{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 },
				]);
				const page = await v4.basicApi.getPage('contacts', id, 'companies');
				assert.equal(page.results[0].associationTypes.length, 2);
				const read = await v4.batchApi.getPage('contacts', 'companies', { inputs: [{ id }] });
				assert.equal(read.results[0].to[0].toObjectId, company.id);
				const types = await v4.schema.definitionsApi.getAll('contacts', 'companies');
				assert(types.results.length >= 2);
				await v4.batchApi.archive('contacts', 'companies', {
					inputs: [{ _from: { id }, to: [{ id: company.id }] }],
				});
				assert.equal((await v4.basicApi.getPage('contacts', id, 'companies')).results.length, 0);
			},
		],
		[
			'properties and groups',
			async () => {
				const all = await crm.properties.coreApi.getAll('contacts');
				assert(all.results.some(({ name }: { name: string }) => name === 'email'));
				await crm.properties.groupsApi.create('contacts', {
					name: 'extra',
					label: 'Extra',
					displayOrder: 1,
				});
				await crm.properties.coreApi.create('contacts', {
					name: 'colour',
					label: 'Colour',
					type: 'string',
					fieldType: 'text',
					groupName: 'extra',
				});
				const changed = await crm.properties.coreApi.update('contacts', 'colour', {
					label: 'Color',
				});
				assert.equal(changed.label, 'Color');
				await crm.properties.coreApi.archive('contacts', 'colour');
			},
		],
		[
			'pipelines, stages, owners, schemas',
			async () => {
				const pipelines = await crm.pipelines.pipelinesApi.getAll('deals');
				assert.equal(pipelines.results[0].id, 'default');
				const stages = await crm.pipelines.pipelineStagesApi.getAll('deals', 'default');
				assert.equal(stages.results.length, 3);
				const owners = await crm.owners.ownersApi.getPage('ada@example.com');
				assert.equal(owners.results[0].id, '41');
				const schemas = await crm.schemas.coreApi.getAll();
				assert.equal(schemas.results[0].fullyQualifiedName, 'p62515_cars');
			},
		],
		[
			'lists and members',
			async () => {
				const { id } = await newContact('l@b.cd');
				const { list } = await crm.lists.listsApi.create({
					name: 'L',
					objectTypeId: '0-1',
					processingType: 'MANUAL',
				});
				await crm.lists.membershipsApi.add(list.listId, [id]);
				const page = await crm.lists.membershipsApi.getPage(list.listId);
				assert.equal(page.results[0].recordId, id);
				const found = await crm.lists.listsApi.doSearch({ query: 'L', count: 10, offset: 0 });
				assert.equal(found.total, 1);
				await crm.lists.listsApi.remove(list.listId);
			},
		],
		[
			'files: upload, get, signed link, search, archive',
			async () => {
				const file = await files.filesApi.upload(
					{ data: Buffer.from('hello'), name: 'a.txt' },
					undefined,
					'/x',
					'a.txt',
					undefined,
					JSON.stringify({ access: 'PRIVATE' }),
				);
				assert.equal(file.size, 5);
				const signed = await files.filesApi.getSignedUrl(file.id);
				assert.equal(await (await fetch(signed.url)).text(), 'hello');
				const found = await files.filesApi.doSearch(
					undefined,
					undefined,
					undefined,
					undefined,
					undefined,
					undefined,
					undefined,
					'a',
				);
				assert.equal(found.results.length, 1);
				await files.filesApi.archive(file.id);
			},
		],
		[
			'imports: start, status, errors',
			async () => {
				const request = {
					name: 'I',
					importOperations: { '0-1': 'CREATE' },
					dateFormat: 'DAY_MONTH_YEAR',
					files: [
						{
							fileName: 'a.csv',
							fileFormat: 'CSV',
							fileImportPage: {
								hasHeader: true,
								columnMappings: [
									{ columnObjectTypeId: '0-1', columnName: 'Email', propertyName: 'email' },
								],
							},
						},
					],
				};
				const csv = { data: Buffer.from('Email\ni@b.cd\nnobody\n'), name: 'a.csv' };
				const started = await crm.imports.coreApi.create(csv, JSON.stringify(request));
				assert.equal(started.state, 'STARTED');
				await crm.imports.coreApi.getById(started.id);
				assert.equal((await crm.imports.coreApi.getById(started.id)).state, 'DONE');
				const errors = await crm.imports.publicImportsApi.getErrors(started.id);
				assert.equal(errors.results.length, 1);
			},
		],
		[
			'dated paths by apiRequest, and a refusal as the SDK reads it',
			async () => {
				const answer = await client.apiRequest({
					method: 'GET',
					path: '/crm/objects/2026-03/contacts',
				});
				assert.equal(answer.status, 200);
				await assert.rejects(newContact('nobody'), ({ code, body }: Sdk) => {
					assert.equal(code, 400);
					assert.match(body.message, /INVALID_EMAIL/);
					return true;
				});
			},
		],
	];

	let failed = 0;
	for (const [name, run] of steps) {
		try {
			await run();
			console.log(`ok    ${name}`);
		} catch (error) {
			failed++;
			console.log(`FAIL  ${name}\n      ${String((error as Error).stack)}`);
		}
	}
	await emulator.close();
	console.log(`${steps.length - failed} of ${steps.length} parts of @hubspot/api-client passed`);
	process.exitCode = failed ? 1 : 0;
}

void main();
