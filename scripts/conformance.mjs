// The clients that the vendors wrote, against the emulators. Each installs itself beside its program.
import './lib/require-node.mjs';
import { endWithNpm, listenForSignals, run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/project.mjs';
import { main, say } from './lib/say.mjs';

await main(async () => {
	endWithNpm();
	listenForSignals();
	await ensureDependencies(root);
	let failed = 0;
	for (const vendor of ['hubspot', 'zoho']) {
		say(`The SDK of ${vendor} against its emulator`);
		const program = ['--import', 'tsx', `test/conformance/${vendor}/run.mjs`];
		const { code } = await run(process.execPath, program, { cwd: root, show: true });
		if (code !== 0) failed++;
	}
	say(`${2 - failed} of 2 vendors' SDKs passed`);
	if (failed) process.exitCode = 1;
});
