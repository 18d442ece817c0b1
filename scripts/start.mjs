// Brings up a real n8n with this pack installed from its own tarball, and the emulator that the examples talk to.
import './lib/require-node.mjs';
import path from 'node:path';
import { endWithNpm, listenForSignals } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { build, load, portOption, refuseOtherOptions, root } from './lib/project.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { ClearError, main } from './lib/say.mjs';

async function refuseTakenPorts(flags) {
	const { isFree } = await load('test/e2e/n8n/ports.ts');
	for (const [flag, port] of Object.entries(flags)) {
		if (await isFree(port)) continue;
		throw new ClearError(
			`Port ${port} is taken. Choose another: npm start -- --${flag} ${port + 1}`,
		);
	}
}

await main(async () => {
	refuseOtherOptions(['--port', '--emulator-port', '--fresh']);
	const port = portOption('port', 5678);
	const emulatorPort = portOption('emulator-port', 4010);
	endWithNpm();
	const stopListening = listenForSignals();
	await ensureDependencies(root);
	await refuseTakenPorts({ port, 'emulator-port': emulatorPort });
	const runtime = await ensureRuntime();
	await build();
	const { startDemo } = await load('test/e2e/demo.ts');
	stopListening();
	const home = path.join(root, '.n8n-home');
	const fresh = process.argv.includes('--fresh');
	await startDemo({ root, runtime, port, emulatorPort, home, fresh });
});
