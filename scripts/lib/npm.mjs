import { run } from './command.mjs';
import { ClearError, saying } from './say.mjs';

const NO_NETWORK =
	/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT)\b/;

// npm's own retries wait up to a minute each, which looks like a hang when there is no network at all.
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];
const SHORT_RETRIES = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];

/** Runs npm and throws one clear line when it fails. `need` says what that command needs besides the network. */
export async function npm(text, args, { cwd, env, need } = {}) {
	const { code, output } = await saying(text, () =>
		run('npm', [...args, ...QUIET, ...SHORT_RETRIES], { cwd, env }),
	);
	if (code === 0) return output;
	throw new ClearError(whyNpmFailed(args, output, need));
}

/**
 * `npm install`. Without a network npm tries each of hundreds of packages again and again, for minutes:
 * so one look-up goes first, and when it fails npm has to do with what it has cached.
 */
export async function npmInstall(text, { cwd, env, args = [] }) {
	const lookUp = ['view', 'typescript', 'version', '--fetch-retries=1', ...QUIET, ...SHORT_RETRIES];
	const { code, output } = await run('npm', lookUp, { cwd, env });
	const unreachable = code === 0 ? null : NO_NETWORK.exec(output);
	const install = ['install', '--ignore-scripts', ...args, ...(unreachable ? ['--offline'] : [])];
	try {
		await npm(text, install, { cwd, env });
	} catch (error) {
		if (unreachable) throw new ClearError(noNetwork(unreachable[1]));
		throw error;
	}
}

function noNetwork(code) {
	return `No network: npm cannot reach its registry (${code}). Connect, or set npm's proxy, and run the same command again.`;
}

function whyNpmFailed(args, output, need) {
	const offline = NO_NETWORK.exec(output);
	if (offline && !need) return noNetwork(offline[1]);
	if (/\bENOSPC\b/.test(output)) return 'The disk is full: npm could not write the packages.';
	const tail = output.trim().split('\n').slice(-15).join('\n');
	return `npm ${args.join(' ')} failed.${need ? ` ${need}` : ''}\n${tail}`;
}
