/** A cell as CSV wants it. */
const cell = (text: string): string =>
	/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;

export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`;

export class BrokenCsv extends Error {}

/** Rows of a CSV text. Throws `BrokenCsv` where a quote is not closed, or stands where none may. */
export function* csvRows(text: string): Generator<string[]> {
	const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
	let row: string[] = [];
	let line = 1;
	let at = 0;
	while (at < source.length) {
		let value = '';
		if (source[at] === '"') {
			const begun = line;
			for (at++; ; at++) {
				if (at >= source.length) throw new BrokenCsv(`a quote in line ${begun} is not closed`);
				if (source[at] === '"') {
					if (source[at + 1] !== '"') break;
					at++;
				}
				if (source[at] === '\n') line++;
				value += source[at];
			}
			at++;
			if (at < source.length && !',\r\n'.includes(source[at]))
				throw new BrokenCsv(`line ${line} has text after a quoted value`);
		} else {
			let stop = at;
			while (stop < source.length && !',\r\n'.includes(source[stop])) stop++;
			value = source.slice(at, stop);
			at = stop;
		}
		row.push(value);
		if (source[at] === ',') {
			at++;
			if (at < source.length) continue;
			row.push('');
		}
		if (source[at] === '\r') at++;
		if (source[at] === '\n') at++;
		line++;
		if (row.length > 1 || row[0] !== '') yield row;
		row = [];
	}
}

/** Header and rows of a file, each row as wide as the header. Throws `BrokenCsv` for anything that is no such table. */
export function table(bytes: Buffer): { header: string[]; rows: string[][] } {
	if (bytes.includes(0)) throw new BrokenCsv('it holds binary data');
	const [header, ...rows] = csvRows(bytes.toString('utf8'));
	if (!header) throw new BrokenCsv('it is empty');
	const twice = header.find((name, place) => header.indexOf(name) !== place);
	if (header.some((name) => !name.trim()))
		throw new BrokenCsv('a column has no name in the first line');
	if (twice !== undefined)
		throw new BrokenCsv(`the column "${twice}" stands twice in the first line`);
	const odd = rows.findIndex((row) => row.length !== header.length);
	if (odd >= 0)
		throw new BrokenCsv(
			`row ${odd + 2} has ${rows[odd].length} values, and the first line has ${header.length}`,
		);
	return { header: header.map((name) => name.trim()), rows };
}
