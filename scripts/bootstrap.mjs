// Installs what a fresh clone lacks: the development dependencies and, with --n8n, a real n8n and the Node it needs.
import './lib/require-node.mjs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listenForSignals } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main } from './lib/say.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

await main(async () => {
	listenForSignals();
	await ensureDependencies(root);
	if (process.argv.includes('--n8n')) await ensureRuntime();
});
