/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/e2e/',
		'<rootDir>/test/conformance/',
		'<rootDir>/test/bench/',
	],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.n8n'],
	// a core is left over otherwise, and on two of them jest would use one
	maxWorkers: '100%',
	testTimeout: 30_000,
};
