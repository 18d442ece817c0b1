import { each } from '../../../core/operation';
import { idIn, json, objectType, recordId, recordPath, text } from '../../parameters';

export const run = each({
	name: 'Run Transition',
	action: 'Run a transition of a blueprint',
	description: 'Move a record on in its blueprint',
	properties: [
		objectType,
		recordId,
		text('Transition ID', 'transitionId', {
			required: true,
			description: 'From "Get Transitions"',
		}),
		json('Data (JSON)', 'transitionData', {
			placeholder: 'e.g. { "Notes": "Called" }',
			description: 'Fields that the transition asks for',
		}),
	],
	key: (call) => call.text('recordId'),
	async run(call) {
		const data = call.object('transitionData') ?? {};
		const transition_id = call.id('transitionId');
		await call.api.request({
			method: 'PUT',
			url: `${recordPath(call)}/actions/blueprint`,
			body: { blueprint: [{ transition_id, data }] },
		});
		return { json: { id: idIn(call), transitionId: transition_id, done: true } };
	},
});
