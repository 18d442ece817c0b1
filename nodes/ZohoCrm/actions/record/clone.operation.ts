import { fieldInputs } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { moduleIn, objectType, recordId, recordPath } from '../../parameters';

export const clone = each({
	name: 'Clone',
	action: 'Clone a record',
	description: 'Copy a record; fields given here replace those of the copy',
	properties: [objectType, recordId, ...fieldInputs('map')],
	async run(call) {
		const values = await call.values(moduleIn(call));
		const url = `${recordPath(call)}/actions/clone`;
		return {
			json: {
				...(await writeOne(call.api, { method: 'POST', url, body: { data: [values] } })),
				created: true,
			},
		};
	},
});
