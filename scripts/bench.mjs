// Our nodes beside n8n's own on the same local servers: requests and time of both, in one run.
import path from 'node:path';
import './lib/require-node.mjs';
import { endWithNpm, listenForSignals, run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/project.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
	endWithNpm();
	listenForSignals();
	await ensureDependencies(root);
	const { n8n } = await ensureRuntime();
	const modules = n8n.slice(0, n8n.lastIndexOf(`${path.sep}n8n${path.sep}bin`));
	const env = { ...process.env, N8N_NODES_BASE: path.join(modules, 'n8n-nodes-base') };
	const jest = ['jest', '--config', 'jest.bench.config.js', '--runInBand'];
	const { code } = await run('npx', jest, { cwd: root, env, show: true });
	process.exitCode = code;
});
