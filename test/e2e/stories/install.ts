/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rest } from '../n8n/rest';
import type { Context, Story } from '../story';

interface TypeDescription {
	name: string;
	iconUrl?: string | { light: string; dark: string };
	communityNodePackageVersion?: string;
}

interface PackageJson {
	n8n: { nodes: string[]; credentials: string[] };
}

// n8n-node build copies every picture of the repository into dist.
const ALLOWED_FILE = /^(dist\/(credentials|icons|nodes)\/.+|package\.json|README\.md|LICENSE\.md)$/;
const LARGEST = 400 * 1024;

/** A user installs the tarball and finds every node and credential with its icon. */
export const install: Story = {
	name: 'install',
	run: async (context) => {
		checkTarball(context);
		await checkNodes(context);
		await checkCredentials(context);
	},
};

function checkTarball({ tarball }: Context): void {
	const strangers = tarball.files.filter((file) => !ALLOWED_FILE.test(file));
	assert.deepEqual(strangers, [], 'the tarball holds files that nobody needs');
	assert.ok(tarball.files.includes('LICENSE.md'), 'the tarball lacks LICENSE.md');
	assert.ok(tarball.files.includes('README.md'), 'the tarball lacks README.md');
	assert.ok(tarball.size < LARGEST, `the tarball has ${tarball.size} bytes`);
}

async function checkNodes({ root, tarball, n8n }: Context): Promise<void> {
	const offered = await n8n.rest.get<TypeDescription[]>('/types/nodes.json');
	for (const name of registeredNodes(root)) {
		const description = offered.find((one) => one.name === `${tarball.name}.${name}`);
		assert.ok(description, `n8n does not offer the node ${name}`);
		await checkIcons(n8n.rest, description);
	}
}

async function checkCredentials({ root, n8n }: Context): Promise<void> {
	const offered = await n8n.rest.get<TypeDescription[]>('/types/credentials.json');
	const { credentials } = registered(root);
	for (const name of credentials.map((file) => typeName(file, '.credentials.js'))) {
		const description = offered.find((one) => one.name === name);
		assert.ok(description, `n8n does not offer the credential ${name}`);
		await checkIcons(n8n.rest, description);
	}
}

async function checkIcons(rest: Rest, { name, iconUrl }: TypeDescription): Promise<void> {
	assert.ok(iconUrl, `${name} has no icon`);
	for (const url of typeof iconUrl === 'string' ? [iconUrl] : [iconUrl.light, iconUrl.dark]) {
		const answer = await rest.open(`/${url}`);
		assert.equal(answer.status, 200, `${name}: ${url}`);
		assert.match(await answer.text(), /<svg/, `${name}: ${url} is no SVG`);
	}
}

function registered(root: string): PackageJson['n8n'] {
	return (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as PackageJson).n8n;
}

/** Type names of the nodes that package.json lists. */
export const registeredNodes = (root: string): string[] =>
	registered(root).nodes.map((file) => typeName(file, '.node.js'));

/** `dist/nodes/ServiceGo/ServiceGo.node.js` → `serviceGo` */
function typeName(file: string, suffix: string): string {
	const className = file.split('/').at(-1)?.replace(suffix, '') ?? '';
	return className.charAt(0).toLowerCase() + className.slice(1);
}
