import { each } from '../../../core/operation';
import { ONCE, writeOne } from '../../outcomes';

export const empty = each({
	name: 'Empty',
	action: 'Empty the recycle bin',
	description: 'Delete everything in the recycle bin for good; nothing can be brought back',
	properties: [],
	key: () => 'bin',
	async run(call) {
		await writeOne(
			call.api,
			{ method: 'POST', url: '/crm/v8/settings/recycle_bin/actions/empty', body: {}, ...ONCE },
			'recycle_bin',
		);
		return { json: { emptied: true } };
	},
});
