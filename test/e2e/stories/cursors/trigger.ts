import type { ServiceGoEmulator } from '../../../emulator/serviceGo';
import { OWNER } from '../../n8n/rest';
import type { N8n } from '../../n8n/server';
import type { Workflow } from '../../n8n/workflows';
import { saveWorkflow } from '../../n8n/workflows';
import { byId, listed } from '../../operations/row';
import { saveCredential } from '../queue/rows';

export const TRIGGER = 'When it happens';
/** Few, so that one minute's records fill several polls. */
const PER_POLL = 20;
/** Each is once a minute, which is the fastest that n8n takes; together they are every ten seconds. */
const SECONDS = [0, 10, 20, 30, 40, 50];
/** Two polls at every such moment, as n8n runs what came due while it was down. */
const EVERY_MINUTE = ['*', '*/1'];

/** An active workflow that starts with new contacts. */
export async function activateTrigger(
	{ rest }: N8n,
	emulator: ServiceGoEmulator,
	packageName: string,
): Promise<void> {
	await rest.signIn(OWNER);
	const { email, token } = emulator.account;
	const data = { baseUrl: emulator.baseUrl, email, apiToken: token, requestsPerMinute: 100_000 };
	const { id, name, type } = await saveCredential(rest, 'serviceGoApi', data);
	const pollTimes = SECONDS.flatMap((second) =>
		EVERY_MINUTE.map((minute) => ({
			mode: 'custom',
			cronExpression: `${second} ${minute} * * * *`,
		})),
	);
	const workflow: Workflow = {
		id: 'killed',
		name: 'Killed',
		active: true,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: 'trigger',
				name: TRIGGER,
				type: `${packageName}.serviceGoTrigger`,
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					pollTimes: { item: pollTimes },
					event: 'recordCreated',
					objectType: listed('contact', 'Contact'),
					filterId: byId('1'),
					simplify: true,
					options: { lag: 0, mostPerPoll: PER_POLL },
				},
				credentials: { [type]: { id, name } },
			},
			{
				id: 'after',
				name: 'After',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [300, 0],
				parameters: {},
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
	};
	await saveWorkflow(rest, workflow);
}
