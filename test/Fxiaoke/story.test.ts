import type { IDataObject, INodeParameters } from 'n8n-workflow';
import credentials from '../../examples/credentials.json';
import workflow from '../../examples/fxiaoke-order-approval.json';
import { FxiaokeApi } from '../../credentials/FxiaokeApi.credentials';
import { demoSeed, startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { outputs } from '../support/contexts';
import { bodies, signedIn } from './bench';

/** The example workflow, node by node: what one puts out is the input of the next. */

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ seed: demoSeed });
});
afterAll(async () => await emulator.close());

const TYPE = 'n8n-nodes-crm-pack.fxiaoke';
const steps = workflow.nodes.filter(({ type }) => type === TYPE);

/** Outside a workflow there are no other nodes: references to them become their values. */
function resolved<Value>(value: Value, results: Map<string, IDataObject[]>): Value {
	const text = JSON.stringify(value).replace(
		/\$\('([^']+)'\)\.first\(\)\.json\.(\w+)/g,
		(_, node: string, key: string) => `'${String(results.get(node)?.[0][key])}'`,
	);
	return JSON.parse(text) as Value;
}

it('is wired one after another, and runs as it is written', async () => {
	const bench = signedIn(emulator);
	const results = new Map<string, IDataObject[]>();
	let node = 'Start';
	let items: IDataObject[] = [{}];
	for (let count = 0; count < steps.length; count++) {
		const { main } = workflow.connections[node as keyof typeof workflow.connections];
		node = main[0][0].node;
		const step = steps.find(({ name }) => name === node);
		const parameters = resolved(step?.parameters as unknown as INodeParameters, results);
		items = await outputs(bench, { parameters, items });
		results.set(node, items);
	}
	const [one] = results.get('Create Order') ?? [];
	const id = String(one._id);
	expect(results.get('Find Approval')).toMatchObject([
		{ dataId: id, state: 'in_progress', triggerType: 'Create' },
	]);
	expect(results.get('Get Approval')).toMatchObject([
		{ tasks: [{ state: 'in_progress', unCompletePersons: ['FSUID_1001'] }] },
	]);
	expect(results.get('Approve')).toMatchObject([{ approved: true }]);
	expect(results.get('Get Order')).toMatchObject([
		{ _id: id, life_status: 'normal', lock_status: '0', order_status: 'confirmed' },
	]);
	expect(results.get('Update Quietly')).toMatchObject([
		{ _id: id, life_status: 'normal', order_status: 'shipped' },
	]);
	const [created] = bodies(emulator, '/cgi/crm/v2/data/create');
	expect(created).toMatchObject({
		triggerApprovalFlow: true,
		data: {
			details: {
				SalesOrderProductObj: [
					{ quantity: '2', sales_price: '100' },
					{ quantity: '1', sales_price: '150.5' },
				],
			},
		},
	});
	// the order has a flow for changes too: the switches kept it from starting
	expect([...emulator.store.instances.values()].map(({ state }) => state)).toEqual(['pass']);
	expect(emulator.store.workflowRuns).toEqual([{ object: 'SalesOrderObj', id, trigger: 'Create' }]);
});

it('names credentials that the examples have, with fields that the type has', () => {
	const credential = credentials.find(({ type }) => type === 'fxiaokeApi');
	for (const step of steps)
		expect(step.credentials?.fxiaokeApi).toEqual({ id: credential?.id, name: credential?.name });
	const names = new FxiaokeApi().properties.map(({ name }) => name);
	expect(Object.keys(credential?.data ?? {}).filter((name) => !names.includes(name))).toEqual([]);
});
