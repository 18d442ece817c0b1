// Installs what a fresh clone lacks: the development dependencies and, with --n8n, a real n8n and the Node it needs.
import './lib/require-node.mjs';
import { endWithNpm, listenForSignals } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/project.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
	endWithNpm();
	listenForSignals();
	await ensureDependencies(root);
	if (process.argv.includes('--n8n')) await ensureRuntime();
});
