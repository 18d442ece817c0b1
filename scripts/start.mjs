// Brings up a real n8n with this pack installed from its own tarball, and the emulators that the examples talk to.
import './lib/require-node.mjs';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { endWithNpm, listenForSignals } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { build, load, portOption, refuseOtherOptions, root } from './lib/project.mjs';
import { ensureRuntime } from './lib/runtime.mjs';
import { ClearError, main } from './lib/say.mjs';

async function refuseTakenPorts(flags) {
	const { isFree } = await load('test/e2e/n8n/ports.ts');
	const chosen = new Map();
	for (const [flag, port] of Object.entries(flags)) {
		const other = chosen.get(port);
		if (other) throw new ClearError(`--${other} and --${flag} are both ${port}. Choose two ports.`);
		chosen.set(port, flag);
		if (await isFree(port)) continue;
		throw new ClearError(
			`Port ${port} is taken. Choose another: npm start -- --${flag} ${port + 1}`,
		);
	}
}

const [first, ...others] = Object.entries(
	JSON.parse(readFileSync(path.join(root, 'test', 'e2e', 'ports.json'), 'utf8')),
);
const flagOf = (vendor) => (vendor === first[0] ? 'emulator-port' : `${vendor.toLowerCase()}-port`);

/** The first emulator's port, and for the others the ones after it unless told otherwise. */
function portsOfEmulators() {
	const base = portOption('emulator-port', first[1]);
	const rest = others.map(([vendor, port]) => [
		vendor,
		portOption(flagOf(vendor), base + port - first[1]),
	]);
	return Object.fromEntries([[first[0], base], ...rest]);
}

await main(async () => {
	const flags = [first, ...others].map(([vendor]) => `--${flagOf(vendor)}`);
	refuseOtherOptions(['--port', ...flags, '--fresh']);
	const port = portOption('port', 5678);
	const emulatorPorts = portsOfEmulators();
	endWithNpm();
	const stopListening = listenForSignals();
	await ensureDependencies(root);
	const { exampleVendors } = await load('test/e2e/n8n/workflows.ts');
	const used = exampleVendors(root).map((vendor) => [flagOf(vendor), emulatorPorts[vendor]]);
	await refuseTakenPorts({ port, ...Object.fromEntries(used) });
	const runtime = await ensureRuntime();
	await build();
	const { startDemo } = await load('test/e2e/demo.ts');
	stopListening();
	const home = path.join(root, '.n8n-home');
	const fresh = process.argv.includes('--fresh');
	await startDemo({ root, runtime, port, emulatorPorts, home, fresh });
});
