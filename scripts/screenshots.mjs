// Takes the pictures of docs/screenshots in the editor of a real n8n; `-- --only name` takes some. Wants Chromium.
import './lib/require-node.mjs';
import { endWithNpm, listenForSignals } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { build, load, option, refuseOtherOptions, root } from './lib/project.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
	refuseOtherOptions(['--only']);
	endWithNpm();
	listenForSignals();
	await ensureDependencies(root);
	const runtime = await ensureRuntime();
	await build();
	const { takeScreenshots } = await load('test/e2e/screenshots.ts');
	await takeScreenshots({ root, runtime, only: option('only') });
});
