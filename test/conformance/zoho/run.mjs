// The SDK that Zoho wrote, against the emulator: what it sends must be taken, what it gets must fit its own types.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startZohoCrm } from '../../emulator/zohoCrm/index.ts';

const require = createRequire(import.meta.url);
const BASE = '@zohocrm/typescript-sdk-8.0';
const own = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(own, 'node_modules', BASE)))
	execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: own,
		stdio: 'inherit',
	});
const root = require.resolve(`${BASE}/package.json`).replace(/package\.json$/, '');
// the package's own entry first: its modules require each other in circles
require(BASE);
const load = (path) => require(join(root, 'dist', path));
const core = (path) => load(`core/com/zoho/crm/api/${path}`);

/** Runs every check in order; answers how many passed. */
async function conform(emulator) {
	const folder = mkdtempSync(join(tmpdir(), 'zoho-sdk-'));
	let passed = 0;
	const check = async (name, work) => {
		await work();
		passed += 1;
		console.log(`ok ${passed} - ${name}`);
	};
	try {
		await run(emulator, folder, check);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return passed;
}

async function run(emulator, folder, check) {
	const { Environment } = load('routes/dc/environment');
	const { OAuthBuilder } = load('models/authenticator/oauth_builder');
	const { InitializeBuilder } = load('routes/initialize_builder');
	const { FileStore } = load('models/authenticator/store/file_store');
	const { SDKConfigBuilder } = load('routes/sdk_config_builder');
	const { RecordOperations, GetRecordsParam, SearchRecordsParam } = core(
		'record/record_operations',
	);
	const { ParameterMap } = load('routes/parameter_map');
	const { BodyWrapper } = core('record/body_wrapper');
	const { Record } = core('record/record');
	const Leads = core('record/field').Field.Leads;
	const { account } = emulator;

	await check('gets a token and initializes', async () => {
		const environment = new Environment(
			emulator.url,
			`${emulator.url}/oauth/v2/token`,
			emulator.url,
		);
		const token = new OAuthBuilder()
			.clientId(account.clientId)
			.clientSecret(account.clientSecret)
			.refreshToken(account.refreshToken)
			.findUser(false)
			.build();
		await new InitializeBuilder()
			.environment(environment)
			.token(token)
			.store(new FileStore(join(folder, 'tokens.txt')))
			.SDKConfig(new SDKConfigBuilder().autoRefreshFields(false).pickListValidation(false).build())
			.resourcePath(folder)
			.initialize();
	});

	const operations = new RecordOperations('Leads');
	const wrapped = (...rows) => {
		const body = new BodyWrapper();
		body.setData(rows);
		return body;
	};
	const rowOf = (values) => {
		const row = new Record();
		for (const [field, value] of values) row.addFieldValue(field, value);
		return row;
	};
	const actions = async (response) => {
		const object = response.getObject();
		assert.ok(object.getData, `${object.constructor.name}: ${JSON.stringify(object)}`);
		return object.getData();
	};
	let id;

	await check('creates', async () => {
		const row = rowOf([
			[Leads.LAST_NAME, 'Stewart'],
			[Leads.EMAIL, 'stewart@zylker.example'],
			[Leads.COMPANY, 'Zylker'],
		]);
		const [made] = await actions(await operations.createRecords(wrapped(row)));
		assert.equal(made.getStatus().getValue(), 'success');
		id = made.getDetails().get('id');
		assert.match(String(id), /^\d{19}$/);
	});

	await check('reads', async () => {
		const [row] = await actions(await operations.getRecord(BigInt(id)));
		assert.equal(row.getKeyValue('Last_Name'), 'Stewart');
		assert.equal(String(row.getId()), String(id));
		const params = new ParameterMap();
		await params.add(GetRecordsParam.FIELDS, 'Last_Name,Email');
		const [listed] = await actions(await operations.getRecords(params));
		assert.equal(listed.getKeyValue('Email'), 'stewart@zylker.example');
	});

	await check('reads fields', async () => {
		const { FieldsOperations, GetFieldsParam } = core('fields/fields_operations');
		const params = new ParameterMap();
		await params.add(GetFieldsParam.MODULE, 'Leads');
		const { getFields } = (await new FieldsOperations().getFields(params)).getObject();
		const response = await new FieldsOperations().getFields(params);
		assert.ok(getFields);
		const names = response
			.getObject()
			.getFields()
			.map((field) => field.getAPIName());
		assert.ok(names.includes('Last_Name'));
	});

	await check('updates', async () => {
		const row = rowOf([[Leads.COMPANY, 'Globex']]);
		row.setId(BigInt(id));
		const [done] = await actions(await operations.updateRecords(wrapped(row)));
		assert.equal(done.getCode().getValue(), 'SUCCESS');
		assert.equal(emulator.store.records.get('Leads').get(String(id)).values.Company, 'Globex');
	});

	await check('upserts', async () => {
		const row = rowOf([
			[Leads.LAST_NAME, 'Stewart'],
			[Leads.EMAIL, 'stewart@zylker.example'],
		]);
		const body = wrapped(row);
		body.setDuplicateCheckFields(['Email']);
		const [done] = await actions(await operations.upsertRecords(body));
		assert.equal(done.getAction().getValue(), 'update');
		assert.equal(String(done.getDetails().get('id')), String(id));
	});

	await check('searches', async () => {
		const params = new ParameterMap();
		await params.add(
			SearchRecordsParam.CRITERIA,
			'((Last_Name:equals:Stewart)and(Company:starts_with:Glo))',
		);
		const rows = await actions(await operations.searchRecords(params));
		assert.equal(rows.length, 1);
	});

	await check('queries by COQL', async () => {
		const { CoqlOperations } = core('coql/coql_operations');
		const { BodyWrapper: Query } = core('coql/body_wrapper');
		const query = new Query();
		query.setSelectQuery("select Last_Name from Leads where Company = 'Globex' limit 0, 10");
		const rows = await actions(await new CoqlOperations().getRecords(query));
		assert.equal(rows[0].getKeyValue('Last_Name'), 'Stewart');
	});

	await check('attaches and downloads a file', async () => {
		const { AttachmentsOperations } = core('attachments/attachments_operations');
		const { FileBodyWrapper } = core('attachments/file_body_wrapper');
		const { StreamWrapper } = load('utils/util/stream_wrapper');
		const path = join(folder, 'note.txt');
		writeFileSync(path, 'bytes of a file');
		const attachments = new AttachmentsOperations();
		const body = new FileBodyWrapper();
		body.setFile(new StreamWrapper(null, null, path));
		const uploaded = await attachments.uploadAttachments(BigInt(id), 'Leads', body);
		const [done] = await actions(uploaded);
		assert.equal(done.getStatus().getValue(), 'success');
		const attachment = BigInt(String(done.getDetails().get('id')));
		const got = (await attachments.getAttachment(attachment, BigInt(id), 'Leads')).getObject();
		const stream = got.getFile().getStream();
		const text = Buffer.isBuffer(stream)
			? stream.toString()
			: Buffer.from(await new Response(stream).arrayBuffer()).toString();
		assert.equal(text, 'bytes of a file');
		assert.ok(readFileSync(path));
	});
}

const emulator = await startZohoCrm();
try {
	const passed = await conform(emulator);
	console.log(`Zoho CRM: ${passed} checks of ${BASE} passed`);
} catch (error) {
	process.exitCode = 1;
	console.error(error);
	for (const { method, rawUrl, status, body } of emulator.log.entries)
		console.error(`${method} ${rawUrl} → ${status} ${JSON.stringify(body) ?? ''}`);
}
await emulator.close();
// the SDK leaves handles open
process.exit();
