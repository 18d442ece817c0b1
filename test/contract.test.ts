/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inspect } from 'node:util';
import {
	sleep,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';
import { compile, type Arity } from '../nodes/core/data/conditions';
import { parametersOf, propertiesOf } from '../nodes/core/node/properties';
import { inside, menu, methodsAsked, operations, parameters } from './contract/panel';
import type { Started } from './contract/subject';
import { subjects } from './contract/subjects';
import { execute, type Bench } from './support/contexts';
import { activate, hook, listening, pollOnce, stored, urlOf } from './support/triggers';
import { pollPropertiesOf, pushPropertiesOf } from '../nodes/core/trigger/properties';
import { send } from './emulator/frame/deliver';

const DEMANDED = ['record', 'relation', 'file', 'approval'];
const carryOn = { onError: 'continueRegularOutput' } as const;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const byDisplayName = (a: string, b: string) => a.localeCompare(b, 'en');

describe.each(subjects)('$folder', ({ vendor, start }) => {
	let started: Started;
	beforeAll(async () => {
		started = await start();
	});
	afterAll(async () => await started.emulator.close());
	beforeEach(() => started.emulator.reset());

	const sent = ({ method, path }: Started['read']) => started.emulator.log.of(method, path);
	const fault = (
		at: Started['read'],
		answer: Parameters<Started['emulator']['faults']['add']>[0],
	) =>
		started.emulator.faults.add({
			...answer,
			when: { method: at.method, path: at.path, ...answer.when },
		});

	describe('menus', () => {
		const properties = propertiesOf(vendor);

		it('offers what every vendor should, or says why not', () => {
			const offered = [...Object.keys(vendor.resources), ...Object.keys(vendor.absent ?? {})];
			expect(offered).toEqual(expect.arrayContaining(DEMANDED));
			for (const reason of Object.values(vendor.absent ?? {})) expect(reason).toMatch(/\w+ \w+/);
		});

		it.each(properties.filter(({ name }) => ['resource', 'operation'].includes(name)))(
			'lists $name in order, with words for people: $displayOptions.show.resource',
			(property) => {
				const names = menu(property).map(({ name }) => name);
				expect(names).toEqual([...names].sort(byDisplayName));
				expect(menu(property).map(({ value }) => value)).toContain(property.default);
				if (property.name === 'operation') {
					for (const { action, description } of menu(property)) {
						expect(action).toMatch(/^[A-Z][a-z]+ \S/);
						expect(description).toMatch(/\w+ \w+/);
					}
				}
			},
		);

		it.each(operations(vendor))(
			'$title has parameters that the panel can show',
			({ operation, resource, value }) => {
				const methods = started.bench().type.methods ?? {};
				for (const property of parameters(operation)) {
					expect(property.displayName).toBeTruthy();
					for (const [kind, name] of Object.entries(methodsAsked(property))) {
						const own = methods[kind as 'loadOptions'] as Record<string, unknown> | undefined;
						if (name) expect(Object.keys(own ?? {})).toContain(name);
					}
				}
				const shown = properties.filter(
					({ displayOptions: { show = {} } = {} }) =>
						show.resource?.includes(resource) && show.operation?.includes(value),
				);
				// in the order in which the operation names them, rare ones last
				const wanted = [...parametersOf(operation).map(({ name }) => name), 'options'];
				expect(shown.map(({ name }) => name)).toEqual(wanted);
			},
		);

		it('has an entry for no choice in every dropdown that may be left alone', () => {
			const left = properties.filter(
				({ type, required, default: start, typeOptions }) =>
					type === 'options' && !required && start === '' && typeOptions?.loadOptionsMethod,
			);
			const wrong = left.filter(
				({ typeOptions }) => !typeOptions?.loadOptionsMethod?.endsWith('OrNone'),
			);
			expect(wrong.map(({ displayName }) => displayName)).toEqual([]);
		});

		it('speaks English', () => {
			const texts = (property: INodeProperties) => [
				property.displayName,
				property.description,
				property.hint,
				...menu(property).flatMap(({ name, action, description }) => [name, action, description]),
			];
			const strange = properties
				.flatMap(inside)
				.flatMap(texts)
				.filter((text) => /\p{Script=Han}/u.test(text ?? ''));
			expect(strange).toEqual([]);
		});
	});

	describe('writing', () => {
		it('keeps order and item links, with answers in any order and ⌈n/size⌉ requests', async () => {
			const { create } = started;
			const count = Math.min(create.size * 2 + 1, 25);
			const items = numbers(count).map(create.item);
			for (const index of numbers(count)) {
				fault(create, { when: {}, answer: { delayMs: ((index * 7) % 5) * 12 } });
			}
			const out = await execute(started.bench(), { parameters: create.parameters, items });
			expect(out.map(({ pairedItem }) => pairedItem)).toEqual(
				numbers(count).map((item) => ({ item })),
			);
			expect(out.map(({ json }) => create.identity(json))).toEqual(items.map(({ name }) => name));
			expect(sent(create)).toHaveLength(Math.ceil(count / create.size));
		});

		it('fails a bad row alone, and says which', async () => {
			const { create } = started;
			const items = [create.item(0), create.bad, create.item(2)];
			const out = await execute(started.bench(), {
				parameters: create.parameters,
				items,
				node: carryOn,
			});
			expect(out.map(({ json }) => Boolean(json.error))).toEqual([false, true, false]);
			expect(out[1].json).toMatchObject({
				error: expect.any(String),
				details: { item: 1, outcome: 'failed' },
			});
			expect(out[1].pairedItem).toEqual({ item: 1 });
			// n8n sends an item to the error branch for exactly these keys, and for `error` beside `json` drops the rest
			expect(Object.keys(out[1])).toEqual(['json', 'pairedItem']);
			expect(Object.keys(out[1].json)).toEqual(['error', 'details']);
			expect(create.count()).toBe(2);
		});

		it('stops at a bad row and says what became of the others', async () => {
			const { create } = started;
			const items = [
				...numbers(3).map(create.item),
				create.bad,
				...numbers(20).map((n) => create.item(n + 4)),
			];
			const failing = execute(started.bench(), { parameters: create.parameters, items });
			await expect(failing).rejects.toMatchObject({
				context: { itemIndex: 3, items: { failed: [3] } },
				description: expect.stringContaining('failed: 3'),
			});
		});

		it.each(['reset', { status: 502, body: 'Bad Gateway' }] as const)(
			'never repeats a create that may have been done (%j)',
			async (answer) => {
				const { create } = started;
				fault(create, { when: {}, answer });
				const items = [create.item(0)];
				const [{ json }] = await execute(started.bench(), {
					parameters: create.parameters,
					items,
					node: carryOn,
				});
				expect(json).toMatchObject({
					details: {
						outcome: 'unknown',
						description: expect.stringContaining('may have done it'),
					},
				});
				expect(sent(create)).toHaveLength(1);
				expect(create.count()).toBe(1);
			},
		);

		it.each([carryOn, {}])("doubles nothing under n8n's Retry On Fail %j", async (onError) => {
			const { create } = started;
			const { size } = create;
			const input: INodeExecutionData[] = numbers(size * 2 + 1).map((n) => ({
				json: create.item(n),
			}));
			const node = { retryOnFail: true, ...onError };
			const bench = started.bench();
			fault(create, { when: {}, answer: 'reset', skip: 1 });
			for (let tries = 0; tries < 3; tries++) {
				await execute(bench, { parameters: create.parameters, input, node }).catch(() => []);
			}
			expect(create.count()).toBeLessThanOrEqual(input.length);
			expect(sent(create).length).toBeLessThanOrEqual(Math.ceil(input.length / size));
			if ('onError' in onError) expect(create.count()).toBe(input.length);
		});
	});

	describe('reading', () => {
		it('stops paging at the limit', async () => {
			const { many } = started;
			started.seed(many.pageSize * 3);
			const out = await execute(started.bench(), {
				parameters: { ...many.parameters, returnAll: false, limit: many.pageSize + 1 },
			});
			expect(out).toHaveLength(many.pageSize + 1);
			expect(sent(many)).toHaveLength(2);
		});

		it('returns all, once each, and sends equal queries once', async () => {
			const { many } = started;
			const count = many.pageSize * 2 + 3;
			started.seed(count);
			const out = await execute(started.bench(), {
				parameters: { ...many.parameters, returnAll: true },
				items: [{}, {}],
			});
			expect(out).toHaveLength(count * 2);
			expect(new Set(out.map(({ json }) => JSON.stringify(json))).size).toBe(count);
			expect(
				out.filter(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":1}'),
			).toHaveLength(count);
			expect(sent(many)).toHaveLength(3);
		});

		it('refuses a page that comes again', async () => {
			const { many, stuck } = started;
			fault(many, { when: {}, before: true, times: 50, answer: stuck });
			const parameters = { ...many.parameters, returnAll: true };
			await expect(execute(started.bench(), { parameters })).rejects.toThrow(
				'does not get on with the list',
			);
			expect(sent(many).length).toBeLessThan(5);
		});

		it('gives no rows of a list that breaks off', async () => {
			const { many } = started;
			started.seed(many.pageSize * 2);
			fault(many, {
				when: {},
				before: true,
				skip: 1,
				times: 50,
				answer: { status: 403, body: 'no' },
			});
			const out = await execute(started.bench(), {
				parameters: { ...many.parameters, returnAll: true },
				node: carryOn,
			});
			expect(out.map(({ json }) => Object.keys(json))).toEqual([['error', 'details']]);
		});

		it('waits when it is told to slow down', async () => {
			const { read, tooMany } = started;
			started.seed(1);
			const headers = { ...tooMany.headers, 'retry-after': '3' };
			fault(read, { when: {}, before: true, answer: { ...tooMany, headers } });
			const before = Date.now();
			await expect(execute(started.bench(), { parameters: read.parameters })).resolves.toHaveLength(
				1,
			);
			expect(Date.now() - before).toBeGreaterThanOrEqual(3_000 - 20);
			expect(sent(read)).toHaveLength(2);
		});

		it('repeats what is safe after a lost answer', async () => {
			const { read } = started;
			started.seed(1);
			fault(read, { when: {}, answer: 'reset' });
			fault(read, { when: {}, answer: { status: 503, body: 'busy' } });
			await expect(execute(started.bench(), { parameters: read.parameters })).resolves.toHaveLength(
				1,
			);
			expect(sent(read)).toHaveLength(3);
		});

		it('stops at once when the execution is cancelled', async () => {
			const { read, tooMany } = started;
			const headers = { ...tooMany.headers, 'retry-after': '60' };
			fault(read, { when: {}, before: true, times: 9, answer: { ...tooMany, headers } });
			const stop = new AbortController();
			const running = execute(started.bench(), {
				parameters: read.parameters,
				signal: stop.signal,
			});
			while (!sent(read).length) await sleep(5);
			await sleep(50);
			const before = Date.now();
			stop.abort();
			await expect(running).rejects.toThrow('cancelled');
			// the vendor asked for a minute
			expect(Date.now() - before).toBeLessThan(15_000);
		});
	});

	describe('sign-in', () => {
		it('renews a token that has died, once, and loses no item', async () => {
			const { read, expire } = started;
			if (!expire) return expect(vendor.token).toBeUndefined();
			started.seed(1);
			const bench = started.bench();
			await execute(bench, { parameters: read.parameters });
			const before = bench.store.logins;
			expire(bench);
			const out = await execute(bench, {
				parameters: read.parameters,
				items: numbers(10).map(() => ({})),
			});
			expect(out).toHaveLength(10);
			expect(bench.store.logins - before).toBe(1);
		});

		it('shows no secret in anything that an execution keeps', async () => {
			const { read, create, secrets, refusal } = started;
			const values = secrets.filter((secret) => !secret.endsWith('='));
			const echo = refusal(
				`not for ${values.join(' ')} at https://vendor.example/x?a=1&sign=0123456789abcdef`,
			);
			const kept: unknown[] = [];
			for (const answer of [
				echo,
				{ ...echo, status: 401 },
				{ ...echo, status: 500 },
				'reset',
				'cut',
			] as const) {
				for (const { parameters, ...at } of [read, create]) {
					const impatient = { ...(parameters.options as object), longestWait: 0 };
					const options = {
						parameters: { ...parameters, options: impatient },
						items: [create.item(1)],
					};
					started.emulator.faults.clear();
					fault({ parameters, ...at }, { when: {}, before: true, times: 20, answer });
					kept.push(
						await execute(started.bench(), { ...options, node: carryOn }).catch(
							(error: unknown) => error,
						),
					);
				}
			}
			const shown = inspect(kept, { depth: 12, showHidden: true });
			for (const secret of secrets) expect(shown).not.toContain(secret);
			expect(shown).toContain('outcome');
			expect(shown).toContain('[hidden]');
		});
	});

	describe('polling trigger', () => {
		const HOUR = 3_600_000;
		/** The vendor's polling part, or none: then nothing is demanded. */
		const polling = () => {
			const { polling: own } = started;
			expect(Boolean(own)).toBe(Boolean(vendor.events));
			return own;
		};
		const stateAt = (at: number) => ({
			'node:Under Test': { since: at, until: at, after: null },
		});
		const bench = (type: INodeType): Bench => ({ ...started.bench(), type });
		async function activated(options: IDataObject = {}, since?: number) {
			const own = polling();
			if (!own) return undefined;
			const parameters = {
				...own.parameters,
				options: { lag: 0, ...options },
			} as INodeParameters;
			const staticData = since === undefined ? undefined : stateAt(since);
			return { own, trigger: await activate(bench(own.type()), { parameters, staticData }) };
		}
		const keys = (items: INodeExecutionData[] | null) =>
			(items ?? []).map(({ json }) => (json._event as IDataObject).key);
		const began = Math.floor(Date.now() / 60_000) * 60_000 - 2 * HOUR;

		it('emits nothing old when it is activated, and keeps three values', async () => {
			const active = await activated();
			if (!active) return;
			active.own.happened(3, began + HOUR);
			expect(await pollOnce(active.trigger)).toBeNull();
			expect(Object.keys(active.trigger.data).sort()).toEqual(['after', 'since', 'until']);
		});

		it('emits each change once, and costs one request when there is none', async () => {
			const active = await activated({}, began);
			if (!active) return;
			active.own.happened(7, began + HOUR);
			expect(new Set(keys(await pollOnce(active.trigger))).size).toBe(7);
			started.emulator.log.clear();
			expect(await pollOnce(active.trigger)).toBeNull();
			expect(started.emulator.log.entries).toHaveLength(1);
		});

		it('carries over what is past the bound, with equal timestamps, over a restart', async () => {
			const active = await activated({ mostPerPoll: 70 }, began);
			if (!active) return;
			active.own.happened(230, began + HOUR);
			const all: unknown[] = [];
			let data: IDataObject = stateAt(began);
			for (const expected of [70, 70, 70, 20]) {
				const parameters = {
					...active.own.parameters,
					options: { lag: 0, mostPerPoll: 70 },
				} as INodeParameters;
				const again = await activate(active.trigger.bench, { parameters, staticData: data });
				const items = await pollOnce(again);
				expect(items).toHaveLength(expected);
				all.push(...keys(items));
				data = stored(again);
			}
			expect(new Set(all).size).toBe(230);
			expect(JSON.stringify(data).length).toBeLessThan(300);
		});

		it('leaves alone what a poll beside it has put out, until n8n had time to write', async () => {
			const active = await activated();
			if (!active) return;
			active.own.happened(3, began + HOUR);
			const shown = () => ({ ...stateAt(began)['node:Under Test'] });
			const cursors = [shown(), shown(), shown(), shown()];
			const polled = async (cursor: IDataObject) => await pollOnce(active.trigger, { cursor });
			const both = await Promise.all([polled(cursors[0]), polled(cursors[1])]);
			expect(both.map(keys).map(({ length }) => length)).toEqual([3, 0]);
			expect(cursors[0]).not.toEqual(shown());
			// another one in between, as n8n has it written
			expect(await polled({ ...cursors[0] })).toBeNull();
			expect(await polled(cursors[2])).toBeNull();
			expect(cursors.slice(1)).toEqual([shown(), shown(), shown()]);
			// n8n shows the state before still: what that poll put out did not come to be
			const later = Date.now() + 31_000;
			const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
			const again = await polled(cursors[3]).finally(() => clock.mockRestore());
			expect(keys(again)).toEqual(keys(both[0]));
		});

		it('gives the same keys to the same versions', async () => {
			const [first, second] = [await activated({}, began), await activated({}, began)];
			if (!first || !second) return;
			first.own.happened(5, began + HOUR);
			const [one, two] = [await pollOnce(first.trigger), await pollOnce(second.trigger)];
			expect(keys(one)).toHaveLength(5);
			expect(keys(one)).toEqual(keys(two));
		});

		it('shows one sample in a test, and touches no state', async () => {
			const active = await activated({}, began);
			if (!active) return;
			active.own.happened(3, began + HOUR);
			const before = { ...active.trigger.data };
			expect(await pollOnce(active.trigger, { mode: 'manual' })).toHaveLength(1);
			expect(active.trigger.data).toEqual(before);
		});

		it('tells n8n when to come back, keeps its state, and loses nothing', async () => {
			const active = await activated({}, began);
			if (!active) return;
			const { own, trigger } = active;
			own.happened(3, began + HOUR);
			const before = { ...trigger.data };
			const headers = { ...started.tooMany.headers, 'retry-after': '90' };
			started.emulator.faults.add({
				when: own.page,
				before: true,
				answer: { ...started.tooMany, headers },
			});
			await expect(pollOnce(trigger)).rejects.toMatchObject({
				failure: { cause: 'rate-limited', retryAfterMs: 90_000 },
			});
			expect(trigger.data).toEqual(before);
			expect(await pollOnce(trigger)).toHaveLength(3);
		});

		it('shows no secret when it fails', async () => {
			const active = await activated({}, began);
			if (!active) return;
			const values = started.secrets.filter((secret) => !secret.endsWith('='));
			started.emulator.faults.add({
				when: active.own.page,
				answer: started.refusal(`not for ${values.join(' ')}`),
			});
			const error: unknown = await pollOnce(active.trigger).catch((thrown: unknown) => thrown);
			const shown = inspect(error, { depth: 12, showHidden: true });
			for (const secret of started.secrets) expect(shown).not.toContain(secret);
			expect(shown).toContain('[hidden]');
		});
	});

	describe('instant trigger', () => {
		it('takes what is genuine, refuses what is not, and shows no secret', async () => {
			const { pushing } = started;
			expect(Boolean(pushing)).toBe(Boolean(vendor.push));
			if (!pushing) return;
			const own = pushing.bench?.() ?? started.bench();
			const bench: Bench = { ...own, type: pushing.type() };
			Object.assign(bench.store.read(bench.credential), pushing.credential);
			const n8n = await listening();
			try {
				const { parameters } = pushing;
				const trigger = await activate(bench, {
					parameters,
					webhookBaseUrl: n8n.url,
					node: { webhookId: 'contract-hook' },
				});
				n8n.listen(trigger);
				if (!(await hook(trigger, 'checkExists'))) await hook(trigger, 'create');
				const kept = JSON.stringify(trigger.workflow.staticData);
				for (const n of [0, 1]) {
					const { status } = await send(pushing.genuine(urlOf(trigger), n));
					expect(status).toBe(200);
				}
				expect(n8n.started).toHaveLength(2);
				for (const [name, forged] of Object.entries(pushing.forged(urlOf(trigger)))) {
					const { status, body } = await send(forged);
					expect([name, status >= 400 && status < 500]).toEqual([name, true]);
					const shown = JSON.stringify([body, n8n.logged]);
					for (const secret of started.secrets) expect(shown).not.toContain(secret);
				}
				expect(n8n.started).toHaveLength(2);
				// a delivery never writes: n8n would lose it, or what another one wrote
				expect(JSON.stringify(trigger.workflow.staticData)).toBe(kept);
				await hook(trigger, 'delete');
			} finally {
				await n8n.close();
			}
		});
	});

	describe('trigger panels', () => {
		const properties = [
			...(vendor.events ? pollPropertiesOf(vendor) : []),
			...(vendor.push ? pushPropertiesOf(vendor) : []),
		];

		it('ask for methods that the nodes have, in English, with menus in order', () => {
			const { polling, pushing } = started;
			const methods = (polling ?? pushing)?.type().methods ?? {};
			for (const property of properties.flatMap(inside)) {
				for (const [kind, name] of Object.entries(methodsAsked(property))) {
					const own = methods[kind as 'loadOptions'] as Record<string, unknown> | undefined;
					if (name) expect(Object.keys(own ?? {})).toContain(name);
				}
				expect(property.displayName).toBeTruthy();
				for (const text of [property.displayName, property.description, property.hint])
					expect(text ?? '').not.toMatch(/\p{Script=Han}/u);
			}
			const on = properties.find(({ name }) => name === 'event');
			const names = on ? menu(on).map(({ name }) => name) : [];
			expect(names).toEqual([...names].sort(byDisplayName));
			if (vendor.events) expect(Object.keys(vendor.events.on)).toContain(on?.default);
		});
	});

	describe('conditions', () => {
		const { conditions: grammar, title } = vendor;
		const pairs = Object.entries(grammar.kinds).flatMap(([kind, own]) =>
			Object.keys(grammar.operators).map((operator) => ({
				kind,
				operator,
				offered: own.includes(operator),
			})),
		);
		const values: Record<Arity, unknown> = { none: '', one: '1', list: '1,2', range: '1,2' };

		it.each(pairs)(
			'$operator on $kind compiles, or is refused by name ($offered)',
			({ kind, operator, offered }) => {
				const { label, arity } = grammar.operators[operator];
				const node = { field: 'f', operator, value: values[arity] };
				const run = () =>
					compile(
						{ match: 'all', nodes: [node] },
						{
							grammar,
							title,
							field: (name) => ({ name, label: name, type: 'text', kind }),
							coerce: (_, value) => value,
							refuse: (problem) => {
								throw new Error(problem);
							},
						},
					);
				if (offered) expect(JSON.stringify(run())).toContain('f');
				else expect(run).toThrow(label);
			},
		);
	});
});
