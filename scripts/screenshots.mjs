// Takes the pictures of docs/screenshots: the story `browser` of the end-to-end run with a camera.
import path from 'node:path';
import './lib/require-node.mjs';
import { endWithNpm, listenForSignals } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { build, load, refuseOtherOptions, root } from './lib/project.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main } from './lib/say.mjs';
import { ensureSystem } from './lib/system.mjs';

await main(async () => {
	refuseOtherOptions([]);
	endWithNpm();
	listenForSignals();
	await ensureDependencies(root);
	const runtime = await ensureRuntime();
	await build();
	const { runStories } = await load('test/e2e/run.ts');
	const pictures = path.join(root, 'docs', 'screenshots');
	const results = await runStories({ root, runtime, ensureSystem, only: 'browser', pictures });
	if (results.some(({ error }) => error)) process.exitCode = 1;
});
