import { spawn } from 'node:child_process';
import { ClearError } from './say.mjs';

const running = new Set();
const cleanups = new Set();
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Has `cleanup` (synchronous) called when a signal ends this script; the returned function takes it back. */
export function onInterrupt(cleanup) {
	cleanups.add(cleanup);
	return () => cleanups.delete(cleanup);
}

/** While commands run, a signal ends them, then the cleanups, then this script. Call the result to stop listening. */
export function listenForSignals() {
	const handlers = Object.entries(signals).map(([signal, code]) => {
		const handler = () => {
			for (const child of running) child.kill('SIGTERM');
			for (const cleanup of cleanups) cleanup();
			process.exit(code);
		};
		process.on(signal, handler);
		return [signal, handler];
	});
	return () => handlers.forEach(([signal, handler]) => process.off(signal, handler));
}

/** Runs a command without stdin and resolves to its exit code and output, whatever the code is. */
export function run(command, args, { cwd, env = process.env, show = false } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd,
			env,
			stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
			shell: process.platform === 'win32',
		});
		running.add(child);
		let output = '';
		child.stdout?.on('data', (chunk) => (output += chunk));
		child.stderr?.on('data', (chunk) => (output += chunk));
		child.on('error', (error) => {
			running.delete(child);
			const missing = error.code === 'ENOENT';
			reject(missing ? new ClearError(`${command} is not installed or not in PATH.`) : error);
		});
		child.on('close', (code) => {
			running.delete(child);
			resolve({ code: code ?? 1, output });
		});
	});
}

/** npm's shell keeps signals to itself: once npm is gone, this script ends as if it had got SIGTERM. */
export function endWithNpm() {
	const npmsShell = process.ppid;
	if (process.env.npm_lifecycle_event === undefined) return;
	const watch = setInterval(() => {
		if (process.ppid === npmsShell) return;
		clearInterval(watch);
		process.kill(process.pid, 'SIGTERM');
	}, 500);
	watch.unref();
}
