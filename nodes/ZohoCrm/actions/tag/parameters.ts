import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { batch } from '../../../core/operation';
import { ONCE, writeRows } from '../../outcomes';
import {
	choice,
	choices,
	flag,
	given,
	idIn,
	moduleIn,
	objectType,
	recordId,
	text,
} from '../../parameters';

export const tagId = choice('Tag', 'tagId', 'getTags', { required: true });
export const tagInputs: INodeProperties[] = [
	text('Name', 'tagName', { description: 'At most 25 characters' }),
	text('Color', 'tagColor', {
		placeholder: 'e.g. #57B1FD',
		description: 'One of the 13 colors that Zoho knows',
	}),
];

export function tagIn(call: Call) {
	const name = call.text('tagName');
	if (name.length > 25) call.refuse('tagName', `has ${name.length} characters, and a tag takes 25`);
	return given({ name, color_code: call.text('tagColor') });
}

interface Words {
	name: string;
	action: string;
	description: string;
	path: 'add_tags' | 'remove_tags';
}

/** Tags of records: 500 records in one request. */
export const tagging = ({ path, ...words }: Words) =>
	batch({
		...words,
		properties: [
			objectType,
			recordId,
			choices('Tag', 'tagNames', 'getTagNames', { required: true }),
		],
		options:
			path === 'add_tags'
				? [flag('Overwrite', 'overWrite', 'Whether these tags replace those of the record')]
				: [],
		size: 500,
		refusal: 'perRow',
		target(call) {
			const names = call.list('tagNames');
			if (!names.length) call.refuse('tagNames', 'is empty');
			return { module: moduleIn(call), names, over: call.flag('overWrite') };
		},
		key: (id: string) => id,
		row: (call) => idIn(call),
		send: async (api, { module, names, over }, ids) =>
			await writeRows(
				api,
				{
					method: 'POST',
					url: `/crm/v8/${module}/actions/${path}`,
					body: { tags: names.map((name) => ({ name })), ids, ...(over && { over_write: true }) },
					module,
					...(path === 'remove_tags' ? ONCE : { safe: true }),
				},
				({ details }) => ({ ...details }),
			),
	});
