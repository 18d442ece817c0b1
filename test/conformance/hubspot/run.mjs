// Installs the vendor's SDK here if it is missing, then runs it against the emulator.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..', '..');
const run = (command, args, cwd) => {
	const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
};

if (!existsSync(join(here, 'node_modules', '@hubspot', 'api-client')))
	run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], here);
run(process.execPath, ['--import', 'tsx', 'test/conformance/hubspot/run.ts'], root);
