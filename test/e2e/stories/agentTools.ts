/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import * as hubSpot from '../../emulator/hubSpot';
import * as serviceGo from '../../emulator/serviceGo';
import * as zohoCrm from '../../emulator/zohoCrm';
import type { Model, Turn } from '../model';
import { startModel } from '../model';
import { itemsOf } from '../n8n/runData';
import type { Workflow } from '../n8n/workflows';
import type { Context, Story } from '../story';

const LAST_WORD = 'I opened a ticket for Grace Hopper.';
const CONTACTS = 60;

/** The engine runs the tools of this version of the agent as nodes; those of version 2 run inside of the agent. */
const VERSIONS = [3, 2.2];

/** An AI agent looks a contact up, lists records, errs, mends its call by what it was told, and opens the ticket. */
export const agentTools: Story = {
	name: 'agent-tools',
	run: async (context) => {
		const { use, connect, callWebhook, save } = context;
		const hub = use(await hubSpot.startHubSpot({ seed: hubSpot.demoSeed }));
		const zoho = use(await zohoCrm.startZohoCrm());
		const go = use(
			await serviceGo.startServiceGo({ seed: serviceGo.demoSeed, quotaPerMinute: 600_000 }),
		);
		zoho.seed.records(
			'Contacts',
			Array.from({ length: CONTACTS }, (_, index) => ({ Last_Name: `Person ${index}` })),
		);
		const { id: fileId } = hub.seed.file('contract.pdf', Buffer.from('%PDF-1.7 and so on'));
		const model = use(await startModel(turnsWith(fileId)));
		await connect({ hubSpot: hub, zohoCrm: zoho, serviceGo: go });
		for (const version of VERSIONS) {
			const workflow = await prepared(context, model, version);
			await save(workflow);
			const hook = workflow.nodes.find(({ name }) => name === 'Chat')?.webhookId;
			const answer = await callWebhook(`${String(hook)}/chat`, {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					action: 'sendMessage',
					sessionId: 'story',
					chatInput: 'Open an urgent ticket for Grace Hopper',
				}),
			});
			const said = await answer.text();
			assert.equal(answer.status, 200, said);
			assert.match(said, new RegExp(LAST_WORD));
			const execution = await context.lastExecution(workflow.id);
			assert.equal(execution.status, 'success', execution.error?.message);
			assert.equal(itemsOf(execution, 'Agent')[0].json.output, LAST_WORD);
			checkTools(model);
			checkAnswers(model);
			const opened = [...go.store.records.values()].filter(
				({ values }) => values.get('name') === 'Grace Hopper cannot sign in',
			);
			assert.equal(opened.length, 1);
			assert.equal(opened[0].values.get('priority'), '高');
			go.store.records.delete(opened[0].id);
			model.forget();
			await context.n8n.rest.post(`/rest/workflows/${workflow.id}/deactivate`);
		}
	},
};

const turnsWith = (fileId: string): Turn[] => [
	{
		tool: 'Find_Contact',
		input: { conditions: [{ field: 'lastname', operator: 'EQ', value: 'Hopper' }] },
	},
	{
		tool: 'Find_Contact',
		input: { conditions: [{ field: 'surname', operator: 'EQ', value: 'Hopper' }] },
	},
	{
		tool: 'Find_Contact',
		input: { conditions: [{ field: 'lastname', operator: 'EQ', value: 'Nobody' }] },
	},
	{ tool: 'List_Records', input: { module: 'Contacts' } },
	{ tool: 'Get_File', input: { fileId } },
	{
		tool: 'Create_Ticket',
		input: { fields: { name: 'Grace Hopper cannot sign in', priority: 'Urgent' } },
	},
	{ tool: 'Create_Ticket', input: { fields: { nmae: 'Grace Hopper cannot sign in' } } },
	{
		tool: 'Create_Ticket',
		input: { fields: { name: 'Grace Hopper cannot sign in', priority: '高' } },
	},
	{ say: LAST_WORD },
];

/** The example, with the scripted model behind it and a chat that can be reached from outside. */
async function prepared(
	{ example, n8n }: Context,
	model: Model,
	version: number,
): Promise<Workflow> {
	const workflow = example('ai-agent-tools');
	const saved = { name: `Scripted model ${version}`, type: 'openAiApi' };
	const data = { apiKey: 'key-of-the-scripted-model', url: model.url, header: false };
	const { id } = await n8n.rest.post<{ id: string }>('/rest/credentials', { ...saved, data });
	const nodes = workflow.nodes.map((node) => {
		const { parameters } = node;
		if (node.name === 'Chat')
			return {
				...node,
				webhookId: `chat-${version}`.replace('.', '-'),
				parameters: { ...parameters, public: true, mode: 'webhook' },
			};
		if (node.name === 'Model')
			return { ...node, credentials: { openAiApi: { id, name: saved.name } } };
		return node.name === 'Agent' ? { ...node, typeVersion: version } : node;
	});
	return { ...workflow, id: `agentStory${version}`.replace('.', '_'), nodes, active: true };
}

/** The model is offered every tool with the parameters that `$fromAI` names, and no others. */
function checkTools({ asked }: Model): void {
	const offered = Object.fromEntries(
		(asked[0]?.tools ?? []).map(({ function: { name, parameters } }) => [
			name,
			Object.keys((parameters as { properties: object }).properties),
		]),
	);
	assert.deepEqual(offered, {
		Find_Contact: ['conditions'],
		List_Records: ['module'],
		Create_Ticket: ['fields'],
		Get_File: ['fileId'],
	});
}

function checkAnswers(model: Model): void {
	const answers = model.answers();
	assert.equal(answers.length, turnsWith('').length - 1, answers.join('\n'));
	const [found, strange, nobody, listed, file, refused, misspelt, created] = answers;
	const rows = JSON.parse(found) as Array<Record<string, unknown>>;
	assert.deepEqual(
		rows.map(({ firstname, lastname, email }) => [firstname, lastname, email]),
		[['Grace', 'Hopper', 'grace@globex.example']],
	);
	assert.ok(!('properties' in rows[0]), 'simplified');
	assert.match(strange, /surname/);
	assert.match(nobody, /Nothing was found/);
	assert.equal((JSON.parse(listed) as unknown[]).length, 20, 'limited');
	assert.doesNotMatch(listed, /:null/);
	assert.match(file, /contract\.pdf/);
	// each refusal says how to get on
	assert.match(refused, /priority/);
	assert.match(refused, /低.*中.*高/);
	assert.match(misspelt, /unknown field \\?"nmae\\?".*Did you mean name/);
	assert.match(created, /"created":true/);
}
