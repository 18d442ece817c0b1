/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console */
import assert from 'node:assert/strict';
import { serviceGo } from '../../../nodes/ServiceGo/vendor';
import { demoSeed, startServiceGo } from '../../emulator/serviceGo';
import { itemsOf } from '../n8n/runData';
import type { Workflow } from '../n8n/workflows';
import type { Ids, OperationRow } from '../operations';
import { operationRows } from '../operations';
import type { Story } from '../story';

const FILE = 'File';

/** Every operation of the vendor table runs once in the real n8n. */
export const operations: Story = {
	name: 'operations',
	run: async ({ use, connect, save, runFromEditor, tarball }) => {
		const emulator = use(await startServiceGo({ quotaPerMinute: 600_000, seed: demoSeed }));
		const credentials = await connect({ serviceGo: emulator });
		const idsOf = (name: string) =>
			[...emulator.store.records.values()]
				.filter(({ object }) => object === name)
				.map(({ id }) => id);
		const ids: Ids = { organization: idsOf('organization')[0], cases: idsOf('case') };
		const rows = operationRows(ids);
		const all = Object.entries(serviceGo.resources).flatMap(([resource, one]) =>
			Object.keys(one.operations).map((operation) => `${resource}.${operation}`),
		);
		assert.deepEqual(rows.map(({ key }) => key).sort(), all.sort(), 'a row for every operation');

		const [id] = [...credentials.values()];
		const workflow = workflowOf(rows, `${tarball.name}.serviceGo`, id);
		await save(workflow);
		const execution = await runFromEditor(workflow.id, 'Start');
		assert.equal(execution.status, 'success', explain(execution));
		for (const { key, first, file } of rows) {
			const [item] = itemsOf(execution, key);
			assert.ok(item, `${key} put out no item`);
			const held = Object.keys(first).map((name) => [name, item.json[name]]);
			assert.deepEqual(Object.fromEntries(held), first, key);
			if (file) assert.ok(item.binary?.data, `${key} put out no file`);
		}
		console.log(`  ${rows.length} of ${all.length} operations`);
	},
};

/** All operations hang on the node that makes a file: n8n runs them from top to bottom, each to its end. */
function workflowOf(rows: OperationRow[], type: string, credential: string): Workflow {
	const nodes = rows.map(({ key, parameters }, index) => {
		const [resource, operation] = key.split('.');
		return {
			id: `operation-${index}`,
			name: key,
			type,
			typeVersion: 1,
			position: [600, index * 120],
			parameters: { resource, operation, ...parameters },
			credentials: { serviceGoApi: { id: credential, name: 'ServiceGo' } },
		};
	});
	const plain = (name: string, kind: string, typeVersion: number, parameters: object) => ({
		id: name,
		name,
		type: `n8n-nodes-base.${kind}`,
		typeVersion,
		position: [0, 0],
		parameters: { ...parameters },
	});
	const text = {
		assignments: { assignments: [{ id: 't', name: 'text', value: 'A note', type: 'string' }] },
	};
	const toFile = { operation: 'toText', sourceProperty: 'text', options: { fileName: 'note.pdf' } };
	const to = (names: string[]) => ({
		main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
	});
	return {
		id: 'operationsStory',
		name: 'Every operation',
		settings: { executionOrder: 'v1' },
		nodes: [
			plain('Start', 'manualTrigger', 1, {}),
			plain('Text', 'set', 3.4, text),
			plain(FILE, 'convertToFile', 1.1, toFile),
			...nodes,
		],
		connections: { Start: to(['Text']), Text: to([FILE]), [FILE]: to(rows.map(({ key }) => key)) },
	};
}

function explain({ error, runData }: Parameters<typeof itemsOf>[0]): string {
	const last = Object.keys(runData).at(-1);
	return `${last}: ${error?.message} ${error?.description ?? ''}`;
}
