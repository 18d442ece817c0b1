// Tells the stories of test/e2e in a real n8n with the packed pack installed, and some of them in the oldest n8n that the
// pack supports. `-- --only name,name` picks stories of the first, `-- --n8n 2.x.y` tells the second kind in that n8n.
import './lib/require-node.mjs';
import { endWithNpm, listenForSignals } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { build, load, option, refuseOtherOptions, root } from './lib/project.mjs';
import { ensureRuntime, N8N_VERSION, OLDEST_N8N_VERSION } from './lib/runtime.mjs';
import { main } from './lib/say.mjs';
import { ensureSystem } from './lib/system.mjs';

await main(async () => {
	refuseOtherOptions(['--only', '--n8n']);
	const only = option('only');
	const older = option('n8n', only === undefined ? OLDEST_N8N_VERSION : undefined);
	const newest = process.argv.includes('--n8n') ? undefined : N8N_VERSION;
	endWithNpm();
	listenForSignals();
	await ensureDependencies(root);
	const versions = [newest, older].filter(Boolean);
	const runtimes = [];
	for (const version of versions) runtimes.push(await ensureRuntime(version));
	await build();
	const { runStories, report } = await load('test/e2e/run.ts');
	const results = [];
	for (const runtime of runtimes) {
		const own = { runtime, older: runtime.version === older };
		results.push(...(await runStories({ root, ensureSystem, only, ...own })));
	}
	if (!report(root, results)) process.exitCode = 1;
});
