import type { Bench } from '../../support/contexts';
import { execute, outputs } from '../../support/contexts';
import { probeBench, row } from '../../support/probe/bench';
import { startProbe, type ProbeEmulator } from '../../support/probe/emulator';

let emulator: ProbeEmulator;
beforeAll(async () => {
	emulator = await startProbe();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const type = 'n8n-nodes-crm-pack.probeTool';
const tool = { node: { type, rewireOutputLogTo: 'ai_tool' as const } };
/** Agents of version 2 call the tool by themselves. */
const inside = { node: { type } };

/** As n8n makes the second node type. */
function asTool(): Bench {
	const bench = probeBench(emulator);
	const { description } = bench.type;
	return { ...bench, type: { ...bench.type, description: { ...description, name: 'probeTool' } } };
}

const messageOf = async (work: Promise<unknown>): Promise<string> =>
	await work.then(
		() => 'no error',
		(error: Error) => error.message,
	);

describe('as a tool of an agent', () => {
	it('tells the model the way out with the message: n8n hands on nothing else', async () => {
		const bad = { parameters: row('one'), items: [{ name: 'bad 1' }] };
		const said = await messageOf(execute(asTool(), { ...bad, ...tool }));
		expect(said).toMatch(/^no bad 1\. .*Code: BAD_ROW/);
		expect(await messageOf(execute(probeBench(emulator), bad))).toBe('no bad 1');
	});

	it('hands a failure to agents that swallow errors as an answer', async () => {
		const bad = { parameters: row('one'), items: [{ name: 'bad 1' }] };
		const [{ error }] = await outputs(asTool(), { ...bad, ...inside });
		expect(error).toMatch(/^no bad 1\. .*Code: BAD_ROW/);
	});

	it('says that nothing was found, where a workflow gets no items', async () => {
		const asked = { parameters: row('getAll', { filter: '' }) };
		expect(await outputs(asTool(), { ...asked, ...tool })).toEqual([
			{ message: 'Nothing was found' },
		]);
		expect(await outputs(probeBench(emulator), asked)).toEqual([]);
	});

	it('gives 20 rows unless told otherwise, where a workflow gets 50', async () => {
		emulator.listed.push(...Array.from({ length: 60 }, (_, id) => ({ id })));
		const asked = { parameters: row('getAll', { filter: '' }) };
		expect(await outputs(asTool(), { ...asked, ...tool })).toHaveLength(20);
		expect(await outputs(probeBench(emulator), asked)).toHaveLength(50);
	});

	it('leaves out what is empty, and nothing else', async () => {
		const full = { id: 7, zero: 0, no: false, text: 'x', list: [1], owner: { name: null } };
		emulator.listed.push({ ...full, gone: null, blank: '', none: [] });
		const asked = { parameters: row('getAll', { filter: '' }) };
		expect(await outputs(asTool(), { ...asked, ...tool })).toEqual([full]);
		const [whole] = await outputs(probeBench(emulator), asked);
		expect(Object.keys(whole)).toEqual([...Object.keys(full), 'gone', 'blank', 'none']);
	});
});
