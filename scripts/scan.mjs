// n8n's official scanner over the sources and over the build, as it looks at a package before n8n verifies it.
import './lib/require-node.mjs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { root } from './lib/project.mjs';
import { ClearError, main, say } from './lib/say.mjs';

async function scan(what, patterns) {
	const { passed, message, details } = await analyzePackage(root, patterns);
	if (passed) return say(`n8n's scanner: no finding in the ${what}`);
	say(`n8n's scanner, ${what}: ${message}\n${details ?? ''}`);
	return what;
}

await main(async () => {
	// The scanner is content when its patterns match no file.
	if (!existsSync(path.join(root, 'dist', 'nodes')))
		throw new ClearError('There is no build to scan: npm run build');
	const failed = [
		await scan('sources', SOURCE_FILE_PATTERNS),
		await scan('build', ['dist/**/*.js', 'package.json']),
	].filter(Boolean);
	if (failed.length > 0)
		throw new ClearError(`n8n's scanner found something in the ${failed.join(' and the ')}.`);
});
