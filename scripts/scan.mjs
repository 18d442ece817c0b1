// n8n's official scanner over the sources and over the build, as it looks at a package before n8n verifies it.
import './lib/require-node.mjs';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { root } from './lib/project.mjs';
import { ClearError, main, say } from './lib/say.mjs';

const NOTHING_SEEN = 'No files found to analyze';

async function scan(what, patterns) {
	const { passed, message, details } = await analyzePackage(root, patterns);
	// The scanner calls it a pass when its patterns match no file.
	if (passed && message !== NOTHING_SEEN) return say(`n8n's scanner: no finding in the ${what}`);
	say(`n8n's scanner, ${what}: ${message}\n${details ?? ''}`);
	return what;
}

await main(async () => {
	const failed = [
		await scan('sources', SOURCE_FILE_PATTERNS),
		await scan('build', ['dist/**/*.js', 'package.json']),
	].filter(Boolean);
	if (failed.length > 0)
		throw new ClearError(`n8n's scanner found something in the ${failed.join(' and the ')}.`);
});
