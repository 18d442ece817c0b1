import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './command.mjs';
import { ClearError, saying } from './say.mjs';

/** The top folder of the repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export async function build() {
	const { code, output } = await saying('Building the pack', () =>
		run('npm', ['run', '--silent', 'build'], { cwd: root }),
	);
	if (code !== 0) throw new ClearError(`The build failed.\n${output.trim()}`);
}

/** Loads a TypeScript module of the repository; tsx is there once the dependencies are. */
export async function load(file) {
	const { tsImport } = await import('tsx/esm/api');
	const loaded = await tsImport(path.join(root, file), import.meta.url);
	return loaded.default ?? loaded;
}

/** The value of `--name value`, or the fallback. */
export function option(name, fallback) {
	const index = process.argv.indexOf(`--${name}`);
	if (index < 0) return fallback;
	const value = process.argv[index + 1];
	if (value === undefined || value.startsWith('--'))
		throw new ClearError(`--${name} needs a value.`);
	return value;
}
