import { batch, type Output, type RowRefusal } from '../../../core/operation';
import type { Api } from '../../../core/transport/api';
import { contextOf, type ItemError } from '../../../core/transport/errors';
import { ONCE, writeRows } from '../../outcomes';
import { flag, idIn, moduleIn, objectType, recordId } from '../../parameters';

interface Target {
	module: string;
	quiet: boolean;
	most: number;
}

async function remove100(
	api: Api,
	target: Target,
	ids: string[],
): Promise<Array<Output | RowRefusal>> {
	const { module, quiet } = target;
	return await writeRows(
		api,
		{
			method: 'DELETE',
			url: `/crm/v8/${module}`,
			query: { ids: ids.join(','), wf_trigger: quiet ? false : undefined },
			module,
			...ONCE,
		},
		({ details }) => ({ id: details?.id, deleted: true }),
	);
}

/** IDs in requests of at most `most`; a list that Zoho finds too long is halved. */
async function removed(
	api: Api,
	target: Target,
	ids: string[],
): Promise<Array<Output | RowRefusal>> {
	if (ids.length <= target.most) {
		const whole = await remove100(api, target, ids).catch((error: ItemError) =>
			ids.length > 1 && contextOf(error).code === 'LIMIT_EXCEEDED'
				? undefined
				: Promise.reject(error),
		);
		if (whole) return whole;
	}
	const half = Math.ceil(ids.length / 2);
	return [
		...(await removed(api, target, ids.slice(0, half))),
		...(await removed(api, target, ids.slice(half))),
	];
}

export const remove = batch({
	name: 'Delete',
	action: 'Delete a record',
	description: 'Move a record to the recycle bin; 100 items go in one request',
	properties: [objectType, recordId],
	options: [
		{
			displayName: 'IDs per Request',
			name: 'idsPerRequest',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 100,
			description:
				'Zoho takes 100. Use 50 where it, or a proxy, refuses addresses with more than 1,024 characters.',
		},
		flag('Skip Workflows', 'skipWorkflows', 'Whether the deletion starts no workflows'),
	],
	size: 100,
	refusal: 'perRow',
	target: (call): Target => ({
		module: moduleIn(call),
		quiet: call.flag('skipWorkflows'),
		most: call.integer('idsPerRequest', { min: 1, max: 100 }) ?? 100,
	}),
	key: (id: string) => id,
	row: (call) => idIn(call),
	send: removed,
});
