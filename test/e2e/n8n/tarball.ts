/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mustRun } from './children';

export interface Tarball {
	file: string;
	name: string;
	version: string;
	/** Bytes of the packed file. */
	size: number;
	/** Paths inside the package. */
	files: string[];
}

interface PackAnswer {
	filename: string;
	name: string;
	version: string;
	size: number;
	files: Array<{ path: string }>;
}

interface PackageJson {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	[key: string]: unknown;
}

/** What `npm publish` would upload, made from the build that is there. */
export async function packTarball(root: string, into: string): Promise<Tarball> {
	const args = [
		'pack',
		'--json',
		'--ignore-scripts',
		'--loglevel=error',
		`--pack-destination=${into}`,
	];
	const [packed] = JSON.parse(await mustRun('npm', args, { cwd: root })) as PackAnswer[];
	const { name, version, size, filename } = packed;
	return {
		name,
		version,
		size,
		file: path.join(into, filename),
		files: packed.files.map((one) => one.path),
	};
}

/** Does on disk what n8n's own installer does after it has downloaded the package. */
export async function installTarball(home: string, { file, name }: Tarball): Promise<void> {
	const nodes = path.join(home, '.n8n', 'nodes');
	const folder = path.join(nodes, 'node_modules', name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await mustRun('tar', ['-xzf', file, '-C', folder, '--strip-components=1']);
	const installed = stripped(path.join(folder, 'package.json'));
	if (Object.keys(installed.dependencies ?? {}).length > 0) await installDependencies(folder);
	noteInstalled(path.join(nodes, 'package.json'), installed);
}

/** n8n takes away all dependencies but the ordinary ones before it installs. */
function stripped(packageFile: string): PackageJson {
	const content = JSON.parse(readFileSync(packageFile, 'utf8')) as PackageJson;
	delete content.devDependencies;
	delete content.peerDependencies;
	delete content.optionalDependencies;
	writeFileSync(packageFile, JSON.stringify(content, null, 2));
	return content;
}

async function installDependencies(folder: string): Promise<void> {
	const like = ['--audit=false', '--fund=false', '--bin-links=false', '--install-strategy=shallow'];
	await mustRun('npm', ['install', ...like, '--ignore-scripts=true', '--package-lock=false'], {
		cwd: folder,
	});
}

function noteInstalled(listFile: string, { name, version }: PackageJson): void {
	const list: Partial<PackageJson> = existsSync(listFile)
		? (JSON.parse(readFileSync(listFile, 'utf8')) as PackageJson)
		: { name: 'installed-nodes', private: true };
	const dependencies = { ...list.dependencies, [name]: version };
	writeFileSync(listFile, JSON.stringify({ ...list, dependencies }, null, 2));
}
