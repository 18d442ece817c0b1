/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs the program as users do */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

it('runs as a program until it is told to stop', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
	const portFile = join(folder, 'port');
	const program = [
		'--import',
		'tsx',
		'test/emulator/main.ts',
		'--port',
		'0',
		'--port-file',
		portFile,
	];
	const child = spawn(process.execPath, program, { cwd: root });
	const ended = once(child, 'exit');
	try {
		const [line] = (await once(child.stdout, 'data')) as [Buffer];
		const url = /^ServiceGo emulator ready at (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(
			String(line),
		)?.[1];
		expect(url).toBe(`http://127.0.0.1:${readFileSync(portFile, 'utf8')}`);
		expect((await fetch(`${url}/api/v1/fields`)).status).toBe(401);
	} finally {
		child.kill('SIGTERM');
		rmSync(folder, { recursive: true });
	}
	expect(await ended).toEqual([0, null]);
});

it('says which vendors it knows', async () => {
	const program = ['--import', 'tsx', 'test/emulator/main.ts', '--vendor', 'nobody'];
	const child = spawn(process.execPath, program, { cwd: root });
	const [text] = (await once(child.stderr, 'data')) as [Buffer];
	for (const vendor of ['fxiaoke', 'hubSpot', 'serviceGo', 'zohoCrm'])
		expect(String(text)).toContain(vendor);
	if (child.exitCode === null) await once(child, 'exit');
	expect(child.exitCode).toBe(1);
});
