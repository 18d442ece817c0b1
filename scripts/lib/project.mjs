import { createRequire } from 'node:module';
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
	const { register } = await import('tsx/cjs/api');
	register();
	return createRequire(import.meta.url)(path.join(root, file));
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

export function portOption(name, fallback) {
	const port = Number(option(name, fallback));
	if (Number.isInteger(port) && port > 0 && port < 65536) return port;
	throw new ClearError(`--${name} needs a port number between 1 and 65535.`);
}

/** Stops at an option that the script does not have; `known` lists those with and without a value. */
export function refuseOtherOptions(known) {
	const other = process.argv
		.slice(2)
		.find((text) => text.startsWith('--') && !known.includes(text));
	if (other) throw new ClearError(`Unknown option ${other}; there are: ${known.join(', ')}`);
}
