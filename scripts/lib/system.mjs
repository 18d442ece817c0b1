import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.mjs';
import { ClearError, say, saying } from './say.mjs';

/**
 * What the end-to-end run takes from the operating system: how each is found and which Debian packages hold it.
 * A story names what it needs, and the run calls `ensureSystem(['redis', 'postgresql', 'chromium'])` once:
 * it resolves to `{ redis: '/usr/bin/redis-server', postgresql: '/usr/lib/postgresql/15/bin', chromium: '/usr/bin/chromium' }`.
 */
const PARTS = {
	redis: { title: 'Redis', packages: ['redis-server'], find: () => inPath('redis-server') },
	// a folder: initdb and postgres are not in PATH on Debian, and refuse to run as root
	postgresql: { title: 'PostgreSQL', packages: ['postgresql'], find: findPostgreSql },
	// with the fonts of the Chinese labels
	chromium: { title: 'Chromium', packages: ['chromium', 'fonts-noto-cjk'], find: findChromium },
};
const DEBIANS_POSTGRESQL = '/usr/lib/postgresql';
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
// another apt-get may be at work
const APT_OPTIONS = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];

/** Makes sure that these parts are there, by apt-get where that is possible; resolves to where they are, by name. */
export async function ensureSystem(names) {
	const missing = names.filter((name) => PARTS[name].find() === undefined);
	if (missing.length > 0) await install(missing);
	return Object.fromEntries(names.map((name) => [name, found(name)]));
}

function found(name) {
	const place = PARTS[name].find();
	if (place !== undefined) return place;
	throw new ClearError(`${PARTS[name].title} was installed, but is not where it should be.`);
}

async function install(names) {
	const titles = names.map((name) => PARTS[name].title).join(', ');
	const packages = names.flatMap((name) => PARTS[name].packages);
	const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
	if (inPath('apt-get') === undefined)
		throw new ClearError(`Missing on this machine: ${titles}. On Debian: ${command}`);
	if (process.getuid() !== 0)
		throw new ClearError(`Missing on this machine: ${titles}. This mends it: sudo ${command}`);
	say(`Missing on this machine: ${titles}.`);
	await saying(`Installing by apt-get: ${packages.join(' ')}`, async () => {
		const first = await aptGet(['install', ...APT_OPTIONS, ...packages]);
		if (first.code === 0) return;
		// no list of packages yet, or one that names versions which are gone
		const update = await aptGet(['update']);
		const second = await aptGet(['install', ...APT_OPTIONS, ...packages]);
		if (second.code === 0) return;
		const output = `${update.output}\n${second.output}`.trim().split('\n').slice(-15).join('\n');
		throw new ClearError(`This failed: ${command}\n${output}`);
	});
}

/** Without questions, and without starting the services that the packages bring: the run starts its own. */
async function aptGet(args) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	return await run('apt-get', args, { env });
}

function findPostgreSql() {
	const versions = entriesOf(DEBIANS_POSTGRESQL).sort((one, other) => Number(other) - Number(one));
	const folders = versions.map((version) => path.join(DEBIANS_POSTGRESQL, version, 'bin'));
	return [...folders, ...pathFolders()].find((folder) =>
		['initdb', 'postgres'].every((name) => isExecutable(path.join(folder, name))),
	);
}

function findChromium() {
	const { CHROMIUM } = process.env;
	if (CHROMIUM && !isExecutable(CHROMIUM))
		throw new ClearError(`CHROMIUM is ${CHROMIUM}, which cannot be run.`);
	return CHROMIUM || BROWSERS.map(inPath).find((place) => place !== undefined);
}

function inPath(name) {
	return pathFolders()
		.map((folder) => path.join(folder, name))
		.find(isExecutable);
}

const pathFolders = () => (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);

function entriesOf(folder) {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

function isExecutable(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
