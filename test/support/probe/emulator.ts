import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Answer, EmulatorRequest, OtherHost, Route } from '../../emulator/frame';
import { startEmulator, startOtherHost } from '../../emulator/frame';

const KEY = 'probe-key-7f3a';

const good = (body: IDataObject): Answer => ({ status: 200, body: { ok: true, ...body } });
const bad = (code: string, message: string): Answer => ({
	status: 200,
	body: { ok: false, code, message, trace: 'trace-1' },
});

export interface ProbeState {
	/** Names of the rows that the vendor holds, in the order of their coming. */
	rows: string[];
	/** What `/file/:name` answers with. */
	files: Map<string, Answer>;
	/** What `/list` holds. */
	listed: IDataObject[];
	/** Tokens that are good now. */
	tokens: Set<string>;
	key: string;
	/** A new good token. */
	issue(): string;
	otherHost: OtherHost;
	baseUrl: string;
}

const PAGE = 10;

function routes(state: ProbeState): Route[] {
	const rowsOf = ({ body }: EmulatorRequest) => (body as { rows: IDataObject[] }).rows;
	const isBad = ({ name }: IDataObject) => String(name).startsWith('bad');
	const added = (row: IDataObject) => ({
		ok: true,
		id: state.rows.push(String(row.name)),
		name: row.name,
		// some vendors have such a key in every good record
		...(String(row.name).startsWith('odd') && { error: 'a field of the record' }),
	});
	return [
		{
			method: 'POST',
			path: '/whole/:target',
			handle(request) {
				const place = rowsOf(request).findIndex(isBad);
				if (place >= 0) return bad('BAD_ROW', `row ${place} is bad`);
				return good({ results: rowsOf(request).map(added) });
			},
		},
		{
			method: 'POST',
			path: '/perRow/:target',
			handle: (request) =>
				good({
					results: rowsOf(request).map((row) =>
						isBad(row)
							? { ok: false, code: 'BAD_ROW', message: `no ${String(row.name)}` }
							: added(row),
					),
				}),
		},
		{
			method: 'POST',
			path: '/one',
			handle: ({ body }) => {
				const row = body as IDataObject;
				return isBad(row) ? bad('BAD_ROW', `no ${String(row.name)}`) : good(added(row));
			},
		},
		{
			method: 'GET',
			path: '/list',
			handle({ query }) {
				const from = Number(query.after);
				const next = from + PAGE < state.listed.length ? String(from + PAGE) : undefined;
				return good({ rows: state.listed.slice(from, from + PAGE), next });
			},
		},
		{ method: 'GET', path: '/ping', handle: () => good({ pong: true }) },
		{ method: 'GET', path: '/absent', handle: () => bad('ABSENT', 'there is none') },
		{
			method: 'POST',
			path: '/upload',
			handle: ({ parts = [] }) =>
				good({
					parts: parts.map(({ content, ...part }) => ({
						...part,
						size: content.length,
						sha: sha(content),
					})),
				}),
		},
		{
			method: 'GET',
			path: '/file/:name',
			handle: ({ params: { name } }) => state.files.get(name) ?? bad('ABSENT', 'no such file'),
		},
	];
}

export const sha = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** A tiny vendor that answers 200 to everything that it understands, an expired token included. */
export async function startProbe() {
	let issued = 0;
	const otherHost = await startOtherHost(
		({ path }) =>
			path === '/stored'
				? { status: 200, body: Buffer.from('from afar') }
				: { status: 404, body: 'none' },
		() => Date.now(),
	);
	const state: ProbeState = {
		rows: [],
		files: new Map(),
		listed: [],
		tokens: new Set(),
		key: KEY,
		issue() {
			const token = `probe-token-${++issued}-c41d`;
			state.tokens.add(token);
			return token;
		},
		otherHost,
		baseUrl: '',
	};
	const login: Route = {
		method: 'POST',
		path: '/probe/login',
		open: true,
		handle: ({ body }) => {
			if ((body as IDataObject).key !== KEY) return { status: 401, body: 'wrong key' };
			return { status: 200, body: { token: state.issue(), expiresAt: Date.now() + 3_600_000 } };
		},
	};
	const emulator = await startEmulator<ProbeState, Record<string, never>>({
		name: 'Probe',
		basePath: '/probe',
		switches: {},
		start: () => ({
			state,
			routes: [...routes(state), login],
			authorize({ headers }) {
				const token = String(headers.authorization ?? '').replace('Bearer ', '');
				return state.tokens.has(token) ? undefined : bad('EXPIRED', `token ${token} is old`);
			},
			notFound: () => ({ status: 404, body: '<html>not here</html>' }),
			malformed: () => bad('MALFORMED', 'not JSON'),
			failed: (error) => ({ status: 500, body: String(error) }),
			reset() {
				state.rows.length = 0;
				state.listed.length = 0;
				state.files.clear();
				otherHost.log.clear();
			},
			close: otherHost.close,
		}),
	});
	state.baseUrl = `${emulator.url}/probe`;
	return { ...emulator, baseUrl: state.baseUrl };
}

export type ProbeEmulator = Awaited<ReturnType<typeof startProbe>>;
