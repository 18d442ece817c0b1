// Adds up what .ci/run kept in .cache/totals; the arguments are the steps that ended with an error.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/project.mjs';

function results(step) {
	const file = path.join(root, '.cache', 'totals', `${step}.json`);
	if (!existsSync(file)) return { passed: 0, failed: 0 };
	const { passed, failed, numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(
		readFileSync(file, 'utf8'),
	);
	// A jest file that does not even load fails without a failed test.
	const brokenFile = numFailedTests === 0 && numFailedTestSuites > 0 ? 1 : 0;
	return { passed: passed ?? numPassedTests, failed: failed ?? numFailedTests + brokenFile };
}

const broken = process.argv.slice(2);
const steps = ['test', 'node24', 'e2e'].map((step) => {
	const { passed, failed } = results(step);
	// Lint, types, build and scan count as one failure when no test tells of it.
	const silent = broken.includes(step) && failed === 0 ? 1 : 0;
	console.log(`${step}: ${passed} passed, ${failed + silent} failed`);
	return { step, passed, failed: failed + silent };
});
const sum = (key, counted) => counted.reduce((total, one) => total + one[key], 0);
// The run under Node 24 repeats the tests of the first step: its passes are not counted twice.
const passed = sum(
	'passed',
	steps.filter(({ step }) => step !== 'node24'),
);
const failed = sum('failed', steps);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || broken.length > 0 ? 1 : 0;
