import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmInstall } from './npm.mjs';

/** Makes node_modules match package-lock.json; does nothing when it was installed from this very lock. */
export async function ensureDependencies(root) {
	mkdirSync(path.join(root, '.cache'), { recursive: true });
	const marker = path.join(root, 'node_modules', '.n8n-nodes-crm-pack');
	const wanted = fingerprint(root);
	if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
	// Not `npm ci`: it refuses a lock whose optional packages for other platforms the registry lacks.
	// --no-save leaves the lock as it is; --ignore-scripts because isolated-vm cannot be built on Node 20.
	await npmInstall('Installing the development dependencies (about a minute the first time)', {
		cwd: root,
		args: ['--no-save'],
	});
	writeFileSync(marker, wanted);
}

function fingerprint(root) {
	const lock = readFileSync(path.join(root, 'package-lock.json'));
	const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const hash = createHash('sha256')
		.update(lock)
		.update(JSON.stringify(devDependencies))
		.digest('hex');
	const major = process.versions.node.split('.')[0];
	return `${hash} node${major} ${process.platform}-${process.arch}\n`;
}
