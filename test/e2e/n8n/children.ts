/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';

export interface ChildOptions {
	command: string;
	args: string[];
	env: NodeJS.ProcessEnv;
	cwd?: string;
	/** Gets stdout and stderr; emptied at the start. */
	logFile: string;
	/** Whose process it becomes, where this one is root's. */
	uid?: number;
	/** Ends it at once in good order, also when this process ends; else SIGTERM asks it and SIGKILL ends it. */
	quickSignal?: NodeJS.Signals;
}

export interface Child {
	pid: number;
	/** Its exit code or signal once it has ended, else undefined. */
	ended: () => string | undefined;
	/** Resolves when it has ended, however it did. */
	exited: Promise<void>;
	/** Ends it without a warning, as a crash of the machine does. */
	kill: () => Promise<void>;
	/** SIGTERM, SIGKILL after 20 s; resolves when the child and its own children are gone. */
	stop: () => Promise<void>;
}

export interface CommandOptions {
	env?: NodeJS.ProcessEnv;
	cwd?: string;
	uid?: number;
	timeoutMs?: number;
}

export interface CommandResult {
	code: number;
	stdout: string;
	stderr: string;
}

const PATIENCE = 20_000;
/** Process groups that may be alive, with the signal that ends them. */
const groups = new Map<number, NodeJS.Signals>();

// Last resort: whatever ends this process, the children do not outlive it.
process.on('exit', () => groups.forEach((signal, pid) => killGroup(pid, signal)));

/** Starts a long-running child in a process group of its own: Ctrl-C reaches it only through `stop`. */
export function startChild(options: ChildOptions): Child {
	const { command, args, env, cwd, logFile, uid, quickSignal } = options;
	const log = openSync(logFile, 'w');
	const stdio = ['ignore' as const, log, log];
	const child = spawn(command, args, { cwd, env, stdio, detached: true, uid });
	closeSync(log);
	const { pid } = child;
	let end: string | undefined;
	const exited = new Promise<void>((resolve) => {
		const finish = (how: string) => {
			end = how;
			if (pid !== undefined) forgetGroup(pid);
			resolve();
		};
		child.once('error', (error) => finish(error.message));
		child.once('exit', (code, signal) => finish(signal ?? `exit code ${code ?? 0}`));
	});
	if (pid === undefined) throw new Error(`${command} could not be started`);
	groups.set(pid, quickSignal ?? 'SIGKILL');
	return {
		pid,
		ended: () => end,
		exited,
		kill: async () => {
			child.kill('SIGKILL');
			await exited;
		},
		stop: async () => {
			if (end !== undefined) return;
			child.kill(quickSignal ?? 'SIGTERM');
			const timer = setTimeout(() => killGroup(pid), PATIENCE);
			await exited;
			clearTimeout(timer);
		},
	};
}

/** Runs a command to its end without stdin; asynchronous, so that a server in this process can answer it. */
export async function runCommand(
	command: string,
	args: string[],
	{ env, cwd, uid, timeoutMs = 240_000 }: CommandOptions = {},
): Promise<CommandResult> {
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			env,
			cwd,
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
			uid,
		});
		const { pid } = child;
		if (pid !== undefined) groups.set(pid, 'SIGKILL');
		const stdout: Buffer[] = [];
		const stderr: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
		const timer = setTimeout(() => pid !== undefined && killGroup(pid), timeoutMs);
		child.once('error', reject);
		child.once('close', (code) => {
			clearTimeout(timer);
			if (pid !== undefined) forgetGroup(pid);
			resolve({
				code: code ?? -1,
				stdout: Buffer.concat(stdout).toString(),
				stderr: Buffer.concat(stderr).toString(),
			});
		});
	});
}

/** As `runCommand`, but anything other than exit code 0 throws with the end of the output. */
export async function mustRun(
	command: string,
	args: string[],
	options: CommandOptions = {},
): Promise<string> {
	const { code, stdout, stderr } = await runCommand(command, args, options);
	if (code === 0) return stdout;
	const output = lastLines(`${stdout}\n${stderr}`, 30);
	throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${output}`);
}

export function lastLines(text: string, count: number): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

export function tailOf(file: string, count: number): string {
	return existsSync(file) ? lastLines(readFileSync(file, 'utf8'), count) : '';
}

function forgetGroup(pid: number): void {
	killGroup(pid);
	groups.delete(pid);
}

/** The child's own children (n8n's task runner) share its group. */
function killGroup(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// nobody is left in the group
	}
}
