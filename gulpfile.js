const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { dest, src } = require('gulp');

const DARK = '.dark.svg';

/** Every icon has a light and a dark drawing. */
function incompletePairs() {
	const names = readdirSync('icons').filter((name) => name.endsWith('.svg'));
	const other = (name) =>
		name.endsWith(DARK) ? name.replace(DARK, '.svg') : name.replace('.svg', DARK);
	return names
		.filter((name) => !names.includes(other(name)))
		.map((name) => `icons/${name} has no icons/${other(name)} beside it`);
}

/** Every `file:` that a node or credential names is there. */
function missingIcons() {
	return ['nodes', 'credentials'].flatMap(sourcesIn).flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/['"`]file:([^'"`]+\.svg)['"`]/g)]
			.map(([, icon]) => icon)
			.filter((icon) => !existsSync(path.resolve(path.dirname(file), icon)))
			.map((icon) => `${file} names the icon ${icon}, which does not exist`),
	);
}

function sourcesIn(folder) {
	return readdirSync(folder, { recursive: true })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.join(folder, name));
}

/** Copies the icons into the build; `encoding: false` keeps gulp 5 from reading them as text. */
function icons() {
	const faults = [...incompletePairs(), ...missingIcons()];
	if (faults.length > 0) throw new Error(`Icons:\n  ${faults.join('\n  ')}`);
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

exports.icons = icons;
