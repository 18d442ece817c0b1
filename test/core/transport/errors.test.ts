import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import {
	byStatus,
	contextOf,
	failureOf,
	itemError,
	judgeBy,
	redact,
	type ErrorRow,
} from '../../../nodes/core/transport/errors';

const node = { id: 'n', name: 'Node', type: 't', parameters: {} } as unknown as INode;

const rows: ErrorRow[] = [
	{ code: '7', message: /token/i, verdict: 'refresh', hint: 'sign in' },
	{ code: '7', verdict: 'fail', text: 'A plain sentence', hint: 'Do this' },
	{ status: 404, verdict: 'fail', notFound: true },
	{ code: '9', verdict: 'retry', failure: { cause: 'rate-limited' } },
	{ code: '5', verdict: 'unsure' },
];
const judge = judgeBy({
	title: 'Probe',
	read: ({ body }) =>
		typeof body === 'object' && body !== null ? (body as { ok: boolean }) : undefined,
	rows: () => rows,
	notOurs: 'Check the base URL',
});
const judged = (status: number, body: unknown, headers = {}) =>
	judge({ status, headers, body }, {});

describe('judgeBy', () => {
	it.each<[string, number, unknown, object]>([
		['good', 200, { ok: true }, { kind: 'ok' }],
		[
			'row by code and message',
			200,
			{ ok: false, code: '7', message: 'bad Token' },
			{ kind: 'refresh', hint: 'sign in' },
		],
		[
			'next row of the code',
			200,
			{ ok: false, code: '7', message: 'else', trace: 't' },
			{
				kind: 'fail',
				message: 'A plain sentence',
				hint: 'Probe said: else. Do this',
				code: '7',
				trace: 't',
			},
		],
		[
			'row by status',
			404,
			{ ok: false, message: 'gone' },
			{ kind: 'fail', message: 'gone', notFound: true, code: '404' },
		],
		[
			'busy',
			200,
			{ ok: false, code: '9' },
			{ kind: 'retry', afterMs: 3_000, failure: { cause: 'rate-limited' } },
		],
		['lost', 200, { ok: false, code: '5' }, { kind: 'unsure' }],
		[
			'unknown code in a 200',
			200,
			{ ok: false, code: '1', message: 'm' },
			{ kind: 'fail', message: 'm', failure: undefined },
		],
		['401', 401, { ok: false }, { kind: 'fail', failure: { cause: 'credential-invalid' } }],
		['403', 403, { ok: false }, { kind: 'fail', failure: { cause: 'configuration-invalid' } }],
		['408', 408, { ok: false }, { kind: 'unsure' }],
		['429', 429, { ok: false }, { kind: 'retry', failure: { cause: 'rate-limited' } }],
		['500', 500, { ok: false }, { kind: 'unsure' }],
		[
			'not ours, 200',
			200,
			'<html>',
			{
				kind: 'fail',
				processed: 'unknown',
				hint: 'Check the base URL',
				failure: { cause: 'configuration-invalid' },
			},
		],
		['not ours, 404', 404, '<html>', { kind: 'fail', processed: undefined }],
		['not ours, 429', 429, 'slow', { kind: 'retry', afterMs: 3_000 }],
		['not ours, 502', 502, 'Bad Gateway', { kind: 'unsure' }],
	])('%s', (_, status, body, expected) => {
		expect(judged(status, body, { 'retry-after': '3' })).toMatchObject(expected);
	});

	it.each<[number, object]>([
		[404, { kind: 'fail', notFound: true }],
		[403, { kind: 'fail', code: '403', notFound: false }],
		[429, { kind: 'retry' }],
		[503, { kind: 'retry' }],
		[500, { kind: 'unsure' }],
	])('a host of files with status %i', (status, expected) => {
		expect(byStatus({ status, headers: {}, body: '' }, {})).toMatchObject(expected);
	});
});

describe('redact', () => {
	it.each<[string, string[], string]>([
		['token=abc123 and abc123', ['abc123'], 'token=[hidden] and [hidden]'],
		['email=a%40b.example', ['a@b.example'], 'email=[hidden]'],
		['nothing', ['abc123'], 'nothing'],
		['a.b+c', ['.b+'], 'a[hidden]c'],
		['ab', ['ab', ''], 'ab'],
	])('%s without %j', (text, secrets, expected) => {
		expect(redact(text, secrets)).toBe(expected);
	});
});

describe('failureOf', () => {
	const failure = (message: string, more = {}) =>
		failureOf(node, { message, ...more }, { safe: false, secrets: ['s3cret'], status: 500 });

	it.each([
		'ECONNREFUSED',
		'ECONNRESET',
		'ENOTFOUND',
		'ETIMEDOUT',
		'EAI_AGAIN',
		'EPERM',
		'EHOSTUNREACH',
	])('keeps its own words although n8n has a stock text for %s', (name) => {
		const { message } = failure(`Row 3: connect ${name} 10.0.0.1`);
		expect(message).toMatch(/^Row 3: connect .* 10\.0\.0\.1$/);
		expect(message).not.toContain(name);
	});

	it('shows no secret, and carries what a workflow wants to know', () => {
		const error = failure('with s3cret', {
			hint: 'and s3cret',
			code: '9',
			trace: 'T',
			notFound: true,
		});
		expect(error.message).toBe('with [hidden]');
		expect(error.description).toBe('and [hidden]. Code: 9. Trace ID: T');
		expect(contextOf(error)).toMatchObject({
			outcome: 'failed',
			code: '9',
			traceId: 'T',
			notFound: true,
			repeatable: false,
		});
		expect(JSON.stringify(error)).not.toContain('s3cret');
	});

	it('says "unknown" where the vendor may have done it', () => {
		expect(contextOf(failure('m', { processed: 'unknown' })).outcome).toBe('unknown');
	});
});

describe('itemError', () => {
	it('passes our errors on, and gives a second item a copy', () => {
		const error = new NodeApiError(node, { message: 'm' }, { message: 'm' });
		const first = itemError(node, error, 0);
		const second = itemError(node, error, 1);
		expect(first).toBe(error);
		expect(second).not.toBe(error);
		expect(second).toBeInstanceOf(NodeApiError);
		expect([first, second].map(({ context, message }) => [context.itemIndex, message])).toEqual([
			[0, 'm'],
			[1, 'm'],
		]);
	});

	it.each<[unknown, string]>([
		[new Error('plain'), 'plain'],
		['text', 'text'],
		[undefined, 'undefined'],
	])('makes an error of n8n’s kind of %p', (thrown, message) => {
		const error = itemError(node, thrown, 4);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message, context: { itemIndex: 4 } });
	});
});

it('finds no context in an error of another kind', () => {
	expect(contextOf(new Error('x'))).toEqual({});
});
