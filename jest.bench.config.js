const base = require('./jest.config');

/** `npm run bench`: our nodes beside n8n's own, on the same local servers. */
module.exports = {
	...base,
	roots: ['<rootDir>/test/bench'],
	testPathIgnorePatterns: ['/node_modules/'],
};
