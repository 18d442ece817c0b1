/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inspect } from 'node:util';
import type { FaultAnswer } from '../../emulator/frame';
import { execute } from '../../support/contexts';
import { file, names, probeBench, row } from '../../support/probe/bench';
import { startProbe, type ProbeEmulator } from '../../support/probe/emulator';

let emulator: ProbeEmulator;
beforeAll(async () => {
	emulator = await startProbe();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const TOKEN = 'probe-token-that-nobody-may-see';
const options = { longestWait: 0 };
const cases = {
	one: row('one', { options }),
	batch: row('whole', { options }),
	list: row('getAll', { options, returnAll: true, filter: '' }),
	download: file('download', { options, path: '/file/f' }),
};

/** Everything that n8n would keep, log or show of a run: items, or the error that the node stopped with. */
async function kept(answer: FaultAnswer, parameters: (typeof cases)['one'], onError = {}) {
	emulator.faults.clear();
	emulator.faults.add({ when: {}, before: true, times: 50, answer });
	emulator.tokens.add(TOKEN);
	const bench = probeBench(emulator, { credential: { token: TOKEN } });
	const result = await execute(bench, { parameters, items: names(2), node: onError }).catch(
		(error: unknown) => error,
	);
	return inspect(result, { depth: 14, showHidden: true }) + JSON.stringify(result);
}

const echo = (status: number): FaultAnswer => ({
	status,
	body: { ok: false, message: `who sent ${TOKEN}?`, code: TOKEN, trace: TOKEN },
});

it.each<[string, FaultAnswer]>([
	['a refusal that repeats the token', echo(400)],
	['a 401 that repeats the token', echo(401)],
	['a 500 that repeats the token', echo(500)],
	[
		'an expired token, named',
		{ status: 200, body: { ok: false, code: 'EXPIRED', message: TOKEN } },
	],
	['a page that repeats the token', { status: 403, body: `<html>${TOKEN}</html>` }],
	['a closed connection', 'reset'],
	['half an answer', 'cut'],
])('no token in anything that is kept of %s', async (_, answer) => {
	for (const parameters of Object.values(cases)) {
		for (const onError of [{}, { onError: 'continueRegularOutput' }]) {
			const shown = await kept(answer, parameters, onError);
			expect(shown).toContain('onError' in onError ? 'details' : 'Node');
			expect(shown).not.toContain(TOKEN);
			expect(shown).not.toContain(emulator.key);
		}
	}
});

it('no token that was renewed during the run, either', async () => {
	const has = jest.spyOn(emulator.tokens, 'has').mockReturnValue(false);
	const bench = probeBench(emulator);
	const error: unknown = await execute(bench, { parameters: cases.one, items: names(1) }).catch(
		(thrown: unknown) => thrown,
	);
	has.mockRestore();
	const shown = inspect(error, { depth: 14, showHidden: true });
	expect(bench.store.logins).toBe(1);
	expect(shown).toContain('token [hidden] is old');
	expect(shown).not.toMatch(/probe-token-\d/);
});
