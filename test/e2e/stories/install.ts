/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mustRun } from '../n8n/children';
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
const SLOWEST_LOADING = 10_000;

/** A user installs the tarball and finds every node and credential with its icon. */
export const install: Story = {
	name: 'install',
	run: async (context) => {
		checkTarball(context);
		await checkNodes(context);
		await checkCredentials(context);
		await measureLoading(context);
	},
};

/** n8n loads all of the pack when it starts; this is what that costs in a process of its own. */
async function measureLoading({ root, home, runtime, tarball }: Context): Promise<void> {
	const folder = path.join(home, '.n8n', 'nodes', 'node_modules', tarball.name);
	const { nodes, credentials } = registered(root);
	const program = `
		const path = require('node:path');
		require('n8n-workflow');
		const start = performance.now();
		for (const file of ${JSON.stringify([...nodes, ...credentials])}) {
			const exported = require(path.join(${JSON.stringify(folder)}, file));
			new exported[path.basename(file).split('.')[0]]();
		}
		console.log(performance.now() - start);`;
	const modules = path.resolve(path.dirname(runtime.n8n), '..', '..');
	const env = { ...process.env, NODE_PATH: modules };
	const ms = Math.round(Number(await mustRun(runtime.node, ['-e', program], { env, cwd: home })));
	console.log(
		`  the pack loads in ${ms} ms; ${tarball.files.length} files, ${Math.round(tarball.size / 1024)} kB packed`,
	);
	// generous: on a machine at rest it is a fraction of a second
	assert.ok(ms < SLOWEST_LOADING, `the pack needs ${ms} ms to load`);
}

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
