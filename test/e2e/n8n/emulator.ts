/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './children';
import { startChild, tailOf } from './children';
import type { VendorName } from './workflows';

export interface EmulatorChild {
	url: string;
	child: Child;
}

const READY_WITHIN = 60_000;
const LARGE_QUOTA = 100_000;

/** Starts a vendor's emulator as a process of its own, with a quota that makes nobody wait. */
export async function startEmulator(options: {
	root: string;
	vendor: VendorName;
	port: number;
	/** For its log and its port file. */
	folder: string;
}): Promise<EmulatorChild> {
	const { root, vendor, port, folder } = options;
	const portFile = path.join(folder, `${vendor}.port`);
	const logFile = path.join(folder, `${vendor}.log`);
	rmSync(portFile, { force: true });
	const main = ['--import', 'tsx', path.join('test', 'emulator', 'main.ts'), '--vendor', vendor];
	const flags = ['--port', String(port), '--port-file', portFile, '--quota', String(LARGE_QUOTA)];
	const child = startChild({
		command: process.execPath,
		args: [...main, ...flags],
		cwd: root,
		env: process.env,
		logFile,
	});
	const end = Date.now() + READY_WITHIN;
	while (!existsSync(portFile)) {
		if (child.ended() !== undefined || Date.now() > end) {
			await child.stop();
			throw new Error(`the emulator of ${vendor} did not start\n${tailOf(logFile, 20)}`);
		}
		await sleep(50);
	}
	return { url: `http://127.0.0.1:${port}`, child };
}
