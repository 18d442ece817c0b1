/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { Editor } from './editor';
import type { Shoot } from './walk';

/** The triggers that package.json names, from the build. */
export function triggersOf(root: string): INodeTypeDescription[] {
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	const load = createRequire(path.join(root, 'package.json'));
	return n8n.nodes
		.map((file) => {
			const exported = load(path.join(root, file)) as Record<string, new () => INodeType>;
			return new exported[path.basename(file, '.node.js')]().description;
		})
		.filter(({ group }) => group.includes('trigger'));
}

/** Its panel opens and shows the parameters that stand there from the start. */
export async function openTrigger(
	{ displayName, properties }: INodeTypeDescription,
	{ nodes, panel }: Editor,
	shoot: Shoot,
): Promise<void> {
	await nodes.addTrigger(displayName);
	// n8n shows the choice of the way to sign in with the credential
	const always = properties.filter(
		({ name, type, displayOptions }) =>
			type === 'options' && name !== 'authentication' && !displayOptions,
	);
	const labels = await panel.labels();
	for (const property of always)
		assert.ok(
			labels.includes(property.displayName),
			`${displayName} shows no "${property.displayName}", only: ${labels.join(', ')}`,
		);
	await shoot('panel');
}
