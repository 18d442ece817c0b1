// Runs the checks of `npm test` again under the Node that n8n runs on; `-- jest` runs that part alone.
import './lib/require-node.mjs';
import { endWithNpm, listenForSignals, run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/project.mjs';
import { ensureNode24 } from './lib/runtime.mjs';
import { main, say } from './lib/say.mjs';

await main(async () => {
	endWithNpm();
	listenForSignals();
	await ensureDependencies(root);
	const { version, env } = await ensureNode24();
	const script = process.argv[2] ?? 'check';
	say(`npm run ${script} under Node ${version}`);
	const { code } = await run('npm', ['run', '--silent', script], { cwd: root, env, show: true });
	process.exitCode = code;
});
