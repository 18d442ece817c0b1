import { randomUUID } from 'node:crypto';
import type { Call } from '../../../core/node/call';
import { each } from '../../../core/operation';
import { actAs, actingUser } from '../../parameters';
import { payload, read } from '../../requests';

const EXAMPLE = '[{ "name": "orderId", "type": "String", "value": "65a1" }]';

/** The same for every try of one item, so that a repeated call runs the function once. */
function postIdOf(call: Call): string {
	const { context, index } = call;
	const runIndex: unknown = context.evaluateExpression('{{ $runIndex }}', index);
	// without an execution's ID nothing tells this run from the next one
	const execution = context.getExecutionId() || randomUUID();
	return (
		call.text('postId') ||
		['n8n', execution, context.getNode().id, String(runIndex), index].join('-')
	);
}

export const run = each({
	name: 'Run',
	action: 'Run a function',
	description:
		'Run a custom function (APL) of the controller type: it reaches everything that the API lacks',
	properties: [
		{
			displayName: 'Function API Name',
			name: 'functionName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. func_x__c',
		},
		{
			displayName: 'Parameters (JSON)',
			name: 'parametersJson',
			type: 'json',
			default: '[]',
			placeholder: `e.g. ${EXAMPLE}`,
			description:
				"A list of name, type and value. The names of types are the function's own; the API page lists none.",
		},
	],
	options: [
		{
			displayName: 'Post ID',
			name: 'postId',
			type: 'string',
			default: '',
			description:
				'Calls with one ID run the function once. Empty: one ID per item, node and execution, also when n8n tries again.',
		},
		actAs,
	],
	async run(call) {
		const api_name = call.id('functionName');
		const parameters = call.objects('parametersJson') ?? [];
		const body = await call.api.request(
			// safe to send again: the post ID makes it one run
			read(
				'/cgi/crm/v2/special/function',
				{ data: { api_name, postId: postIdOf(call), parameters } },
				actingUser(call),
			),
		);
		return { json: payload(body) };
	},
});
