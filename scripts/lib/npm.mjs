import { run } from './command.mjs';
import { ClearError, saying } from './say.mjs';

const NO_NETWORK =
	/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT)\b/;

// npm's own retries wait up to a minute each, which looks like a hang when there is no network at all.
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];
const SHORT_RETRIES = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];

/** Runs npm and throws one clear line when it fails. `need` completes the line "…" for that command's own needs. */
export async function npm(text, args, { cwd, env, need } = {}) {
	const { code, output } = await saying(text, () =>
		run('npm', [...args, ...QUIET, ...SHORT_RETRIES], { cwd, env }),
	).catch((error) => {
		throw error.code === 'ENOENT' ? new ClearError('npm is not installed or not in PATH.') : error;
	});
	if (code === 0) return output;
	throw new ClearError(whyNpmFailed(args, output, need));
}

function whyNpmFailed(args, output, need) {
	const offline = NO_NETWORK.exec(output);
	if (offline && !need) {
		return `No network: npm could not reach its registry (${offline[1]}). Connect, or set npm's proxy, and run the same command again.`;
	}
	if (/\bENOSPC\b/.test(output)) return 'The disk is full: npm could not write the packages.';
	const tail = output.trim().split('\n').slice(-15).join('\n');
	return `npm ${args.join(' ')} failed.${need ? ` ${need}` : ''}\n${tail}`;
}
