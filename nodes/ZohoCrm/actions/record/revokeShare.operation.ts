import { each } from '../../../core/operation';
import { ONCE, writeOne } from '../../outcomes';
import { idIn, objectType, recordId, recordPath } from '../../parameters';

export const revokeShare = each({
	name: 'Share: Revoke',
	action: 'Revoke the shares of a record',
	description: 'Share a record with nobody any more',
	properties: [objectType, recordId],
	async run(call) {
		await writeOne(
			call.api,
			{ method: 'DELETE', url: `${recordPath(call)}/actions/share`, ...ONCE },
			'share',
		);
		return { json: { id: idIn(call), revoked: true } };
	},
});
