import type { INodeProperties } from 'n8n-workflow';
import { objectType, recordId } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fieldApiName, number, objectName } from '../../parameters';
import { docIds, parametersIn } from './parameters';

type Form = (ids: string[]) => Record<string, string | string[]>;

const FORMS: Readonly<Record<string, Form>> = {
	brackets: (ids) => ({ 'docIds[]': ids }),
	commas: (ids) => ({ docIds: ids.join(',') }),
	repeated: (ids) => ({ docIds: ids }),
};

const severalIds: INodeProperties = {
	displayName: 'Write Several IDs As',
	name: 'severalIds',
	type: 'options',
	options: [
		{ name: 'docIds=1&docIds=2', value: 'repeated' },
		{ name: 'docIds=1,2', value: 'commas' },
		{ name: 'docIds[]=1&docIds[]=2', value: 'brackets' },
	],
	default: 'repeated',
	description: 'How several IDs stand in the query; the vendor does not publish it',
};

export const removeFromField = each({
	name: 'Remove From Field',
	action: 'Remove files from a field',
	description: 'Remove files from a file or image field of a record',
	properties: [
		objectType,
		{ ...recordId, required: true },
		fieldApiName,
		{
			displayName: 'Remove',
			name: 'remove',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'All Files', value: 'all' },
				{ name: 'Chosen Files', value: 'chosen' },
			],
			default: 'chosen',
		},
		{ ...docIds, displayOptions: { show: { remove: ['chosen'] } } },
	],
	options: [parametersIn, severalIds],
	async run(call) {
		const all = call.text('remove') === 'all';
		const ids = all ? [] : call.list('docIds');
		if (!all && !ids.length) call.refuse('docIds', 'is empty');
		const id = number(call, 'recordId');
		const where = {
			dataId: id,
			objectApiName: objectName(call),
			fieldApiName: call.id('fieldApiName'),
			isClear: all ? 1 : 0,
		};
		const inBody = call.text('parametersIn') === 'body';
		const form = FORMS[call.text('severalIds')] ?? FORMS.repeated;
		const parameters = { ...where, ...(!all && (inBody ? { docIds: ids } : form(ids))) };
		await call.api.request({
			method: 'PUT',
			url: '/v1/fileField/attachments/remove',
			...(inBody ? { body: parameters } : { query: parameters }),
			safe: true,
		});
		return { json: { id, ...(!all && { docIds: ids }), removed: true } };
	},
});
