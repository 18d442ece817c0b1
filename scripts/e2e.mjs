// Tells the stories of test/e2e in a real n8n with the packed pack installed; `-- --only name` picks some.
import './lib/require-node.mjs';
import { endWithNpm, listenForSignals } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { build, load, option, refuseOtherOptions, root } from './lib/project.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main } from './lib/say.mjs';
import { ensureSystem } from './lib/system.mjs';

await main(async () => {
	refuseOtherOptions(['--only']);
	endWithNpm();
	listenForSignals();
	await ensureDependencies(root);
	const runtime = await ensureRuntime();
	await build();
	const { runStories } = await load('test/e2e/run.ts');
	const only = option('only');
	if (!(await runStories({ root, runtime, ensureSystem, only }))) process.exitCode = 1;
});
