import { invalid, refuse } from './envelope';
import type { Module, Store, StoredRecord } from './store';
import { fieldIn, recordsIn, valueIn } from './store';

const syntax = (near: string) =>
	refuse('SYNTAX_ERROR', 'error occurred while parsing the query', { near });
const badQuery = (reason: string) => refuse('INVALID_QUERY', 'invalid query formed', { reason });

type Token = { kind: 'word' | 'text' | 'number' | 'sign'; value: string };

function tokens(text: string): Token[] {
	const out: Token[] = [];
	const pattern =
		/\s+|'((?:[^'\\]|\\.)*)'|([A-Za-z_$!][\w.$]*)|(-?\d+(?:\.\d+)?)|(<=|>=|!=|[=<>(),*])|(.)/gsy;
	for (const match of text.matchAll(pattern)) {
		const [whole, quoted, word, number, sign, odd] = match;
		if (odd !== undefined) throw syntax(odd);
		if (quoted !== undefined) out.push({ kind: 'text', value: quoted.replace(/\\(.)/g, '$1') });
		else if (word) out.push({ kind: 'word', value: word });
		else if (number) out.push({ kind: 'number', value: number });
		else if (sign) out.push({ kind: 'sign', value: sign });
		else if (!/^\s+$/.test(whole)) throw syntax(whole);
	}
	return out;
}

type Row = Record<string, unknown>;
type Test = (record: StoredRecord) => boolean;

interface Column {
	alias: string;
	path: string;
	aggregate?: string;
}

/** Runs one query. Three or more conditions want brackets in pairs: one `and` or `or` per pair of brackets. */
export function runCoql(store: Store, query: string): { rows: Row[]; more: boolean } {
	const list = tokens(query);
	let at = 0;
	let conditions = 0;
	const peek = (word: string) =>
		list[at]?.kind === 'word' && list[at]?.value.toLowerCase() === word;
	const sign = (value: string) => list[at]?.kind === 'sign' && list[at]?.value === value;
	const next = (): Token => {
		const token = list[at++];
		if (!token) throw syntax('the end of the query');
		return token;
	};
	const want = (word: string) => {
		if (!peek(word)) throw syntax(list[at]?.value ?? word);
		at++;
	};
	const wantSign = (value: string) => {
		if (!sign(value)) throw syntax(list[at]?.value ?? value);
		at++;
	};

	const columns = (): Column[] => {
		const out: Column[] = [];
		do {
			if (sign(',')) at++;
			const { kind, value } = next();
			if (kind !== 'word') throw syntax(value);
			let column: Column = { alias: value, path: value };
			if (sign('(')) {
				if (!['COUNT', 'SUM', 'MIN', 'MAX', 'AVG'].includes(value)) throw syntax(value);
				at++;
				const path = next().value;
				wantSign(')');
				column = { alias: `${value}(${path})`, path, aggregate: value };
			}
			if (peek('as')) {
				at++;
				column = { ...column, alias: next().value };
			}
			out.push(column);
		} while (sign(','));
		if (out.length > 50) throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { limit: 50 });
		return out;
	};

	const valueAt = (record: StoredRecord, path: string): unknown => {
		const [first = '', ...rest] = path.split('.');
		const value = valueIn(store, record, first);
		if (!rest.length) return value;
		const target = fieldIn(moduleNamed(store, record.module), first)?.lookup;
		const other = recordsIn(store, target ?? '').get(String((value as { id?: unknown })?.id));
		return other ? valueAt(other, rest.join('.')) : null;
	};
	const plain = (value: unknown) =>
		typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : value;

	const literal = (): unknown => {
		const { kind, value } = next();
		if (kind === 'text') return value;
		if (kind === 'number') return value.length > 15 ? value : Number(value);
		if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
		throw syntax(value);
	};
	const literals = (): unknown[] => {
		wantSign('(');
		const out = [literal()];
		while (sign(',')) {
			at++;
			out.push(literal());
		}
		wantSign(')');
		return out;
	};
	const order = (value: unknown): number | string =>
		typeof value === 'number'
			? value
			: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(String(value))
				? Date.parse(String(value))
				: String(value);

	/** A record's value as it compares, and how a literal does: times by their second, IDs as whole numbers. */
	const compared = (path: string) => {
		const time = { Created_Time: 'created', Modified_Time: 'modified' }[path] as
			'created' | 'modified' | undefined;
		const padded = (value: unknown) => String(value).padStart(20, '0');
		if (path === 'id') return { own: ({ id }: StoredRecord) => padded(id), wanted: padded };
		if (time)
			return {
				own: (record: StoredRecord) => Math.floor(record[time] / 1000) * 1000,
				wanted: order,
			};
		return {
			own: (record: StoredRecord) => {
				const held = plain(valueAt(record, path)) ?? null;
				return held === null ? null : order(held);
			},
			wanted: order,
		};
	};

	const comparison = (module: Module): Test => {
		if (++conditions > 25) throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { limit: 25 });
		const { value: path } = next();
		const name = path.split('.')[0] ?? '';
		if (name !== 'id' && !fieldIn(module, name)) throw badQuery(`there is no column ${name}`);
		const held = (record: StoredRecord) => plain(valueAt(record, path)) ?? null;
		if (peek('is')) {
			at++;
			const not = peek('not');
			if (not) at++;
			want('null');
			return (record) => ([null, ''].includes(held(record) as null) ? !not : not);
		}
		const not = peek('not');
		if (not) at++;
		if (peek('in')) {
			at++;
			const values = literals();
			if (values.length > 50) throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { limit: 50 });
			return (record) => values.some((value) => String(value) === String(held(record))) !== not;
		}
		if (peek('between')) {
			at++;
			const from = order(literal());
			want('and');
			const to = order(literal());
			return (record) => {
				const own = order(held(record));
				return (own >= from && own <= to) !== not;
			};
		}
		if (peek('like')) {
			at++;
			const text = String(literal()).toLowerCase();
			const inner = text.replace(/^%|%$/g, '');
			const [start, end] = [text.startsWith('%'), text.endsWith('%')];
			return (record) => {
				const own = String(held(record) ?? '').toLowerCase();
				const found =
					start && end
						? own.includes(inner)
						: start
							? own.endsWith(inner)
							: end
								? own.startsWith(inner)
								: own === inner;
				return found !== not;
			};
		}
		if (not) throw syntax('not');
		const operator = next().value;
		const wanted = literal();
		const { own, wanted: asWanted } = compared(path);
		const b = asWanted(wanted);
		if (['Created_Time', 'Modified_Time'].includes(path) && typeof b !== 'number')
			throw badQuery('a date-time has an offset and no milliseconds');
		return (record) => {
			if (operator === '=') return String(held(record)) === String(wanted);
			if (operator === '!=') return String(held(record)) !== String(wanted);
			const a = own(record);
			if (a === null) return false;
			if (operator === '>') return a > b;
			if (operator === '>=') return a >= b;
			if (operator === '<') return a < b;
			if (operator === '<=') return a <= b;
			throw syntax(operator);
		};
	};

	const term = (module: Module): Test => {
		if (!sign('(')) return comparison(module);
		at++;
		const inner = condition(module);
		wantSign(')');
		return inner;
	};
	function condition(module: Module): Test {
		const left = term(module);
		if (!peek('and') && !peek('or')) return left;
		const join = next().value.toLowerCase();
		const right = term(module);
		if (peek('and') || peek('or')) throw syntax('three conditions want brackets in pairs');
		return join === 'and'
			? (record) => left(record) && right(record)
			: (record) => left(record) || right(record);
	}

	want('select');
	const wanted = columns();
	want('from');
	const module = moduleNamed(store, next().value);
	for (const { path } of wanted) {
		const name = path.split('.')[0] ?? '';
		if (name !== 'id' && !fieldIn(module, name)) throw badQuery(`there is no column ${name}`);
	}
	want('where');
	const matches = condition(module);
	const groupBy: string[] = [];
	if (peek('group')) {
		at++;
		want('by');
		do {
			if (sign(',')) at++;
			groupBy.push(next().value);
		} while (sign(','));
		if (groupBy.length > 4) throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { limit: 4 });
	}
	const orders: Array<{ path: string; desc: boolean }> = [];
	if (peek('order')) {
		at++;
		want('by');
		do {
			if (sign(',')) at++;
			const path = next().value;
			const desc = peek('desc');
			if (desc || peek('asc')) at++;
			orders.push({ path, desc });
		} while (sign(','));
	}
	let offset = 0;
	let limit = 200;
	if (peek('limit')) {
		at++;
		limit = Number(next().value);
		if (sign(',')) {
			at++;
			[offset, limit] = [limit, Number(next().value)];
		} else if (peek('offset')) {
			at++;
			offset = Number(next().value);
		}
	}
	if (at < list.length) throw syntax(list[at]?.value ?? '');
	if (limit > store.switches.coqlMost)
		throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { limit: store.switches.coqlMost });
	if (offset + limit > 100_000)
		throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { limit: 100_000 });

	const visible = store.now() - store.switches.coqlLagMs;
	const found = [...recordsIn(store, module.api_name).values()].filter(
		(record) => record.modified <= visible && matches(record),
	);
	for (const { path, desc } of [...orders].reverse()) {
		const { own } = compared(path);
		found.sort((a, b) => {
			const [x, y] = [own(a) ?? '', own(b) ?? ''];
			return (x < y ? -1 : x > y ? 1 : 0) * (desc ? -1 : 1);
		});
	}
	const aggregated = wanted.some(({ aggregate }) => aggregate);
	const rows = aggregated || groupBy.length ? grouped(found, wanted, groupBy) : undefined;
	function grouped(records: StoredRecord[], cols: Column[], by: string[]): Row[] {
		const groups = new Map<string, StoredRecord[]>();
		for (const record of records) {
			const key = JSON.stringify(by.map((path) => plain(valueAt(record, path))));
			groups.set(key, [...(groups.get(key) ?? []), record]);
		}
		return [...groups.values()].map((members) =>
			Object.fromEntries(
				cols.map(({ alias, path, aggregate }) => {
					const numbers = members.map((record) => Number(plain(valueAt(record, path))));
					const sum = numbers.reduce((total, one) => total + one, 0);
					const value = {
						COUNT: members.length,
						SUM: sum,
						MIN: Math.min(...numbers),
						MAX: Math.max(...numbers),
						AVG: sum / members.length,
					}[aggregate ?? ''];
					return [alias, aggregate ? value : plain(valueAt(members[0] as StoredRecord, path))];
				}),
			),
		);
	}
	const all = rows ?? found;
	const page = all.slice(offset, offset + limit);
	const shownRows = rows
		? (page as Row[])
		: (page as StoredRecord[]).map((record) => ({
				...Object.fromEntries(
					wanted.map(({ alias, path }) => {
						const value = valueAt(record, path);
						const lookup = typeof value === 'object' && value !== null && 'id' in value;
						return [alias, lookup ? { id: (value as { id: unknown }).id } : (value ?? null)];
					}),
				),
				id: record.id,
			}));
	return { rows: shownRows, more: offset + limit < all.length };
}

function moduleNamed(store: Store, name: string): Module {
	const module = store.modules.get(name);
	if (!module?.apiSupported || store.switches.coqlUnknown.includes(name))
		throw invalid('the module name given seems to be invalid', { module: name });
	return module;
}
