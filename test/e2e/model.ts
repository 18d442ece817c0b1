/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AnyEmulator } from './story';
import type { Sent } from './secrets';

interface Message {
	role: string;
	content: unknown;
	tool_call_id?: string;
}

export interface Asked {
	messages: Message[];
	tools?: Array<{ function: { name: string; description: string; parameters: object } }>;
	stream?: boolean;
}

/** What the model wants next: a call of one tool, or its last word. */
export type Turn = { tool: string; input: Record<string, unknown> } | { say: string };

export interface Model extends AnyEmulator {
	/** Every question, in order. */
	asked: Asked[];
	/** What the tools answered in the last conversation, in order, as the model read it. */
	answers: () => string[];
	/** Forgets the questions. */
	forget: () => void;
}

/** A language model behind OpenAI's chat API that says what it was told to, one turn after another. */
export async function startModel(turns: Turn[]): Promise<Model> {
	const asked: Asked[] = [];
	const entries: Sent[] = [];
	const server = createServer((request, response) => {
		void read(request).then((body) => {
			entries.push({ headers: request.headers, query: {} });
			asked.push(body);
			const done = toolAnswers(body).length;
			const turn = turns[done] ?? { say: 'There is nothing left to say.' };
			if (!body.stream) {
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(completion(turn, done)));
				return;
			}
			response.setHeader('content-type', 'text/event-stream');
			for (const part of chunks(turn, done)) response.write(`data: ${JSON.stringify(part)}\n\n`);
			response.end('data: [DONE]\n\n');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		asked,
		answers: () => toolAnswers(asked.at(-1)),
		forget: () => void asked.splice(0),
		log: { entries, clear: () => void entries.splice(0) },
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function read(request: IncomingMessage): Promise<Asked> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return JSON.parse(Buffer.concat(parts).toString('utf8')) as Asked;
}

const toolAnswers = (asked: Asked | undefined): string[] =>
	(asked?.messages ?? [])
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));

const about = { id: 'chatcmpl-scripted', created: 1, model: 'scripted' };

function callOf({ tool, input }: { tool: string; input: object }, number: number) {
	const spoken = { name: tool, arguments: JSON.stringify(input) };
	return { index: 0, id: `call_${number}`, type: 'function', function: spoken };
}

function completion(turn: Turn, number: number) {
	const message =
		'say' in turn
			? { role: 'assistant', content: turn.say }
			: { role: 'assistant', content: null, tool_calls: [callOf(turn, number)] };
	const finish_reason = 'say' in turn ? 'stop' : 'tool_calls';
	return {
		...about,
		object: 'chat.completion',
		choices: [{ index: 0, message, finish_reason }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function chunks(turn: Turn, number: number) {
	const { choices } = completion(turn, number);
	const [{ message, finish_reason }] = choices;
	const part = (delta: object, finish: string | null) => ({
		...about,
		object: 'chat.completion.chunk',
		choices: [{ index: 0, delta, finish_reason: finish }],
	});
	return [part(message, null), part({}, finish_reason)];
}
