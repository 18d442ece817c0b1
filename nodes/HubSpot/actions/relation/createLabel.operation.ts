import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { path } from '../../paths';
import { inverseLabel, labelText, objects, pairOf } from './parameters';

export const createLabel = each({
	name: 'Create Label',
	action: 'Create an association label',
	description: 'Make a label for associations between two objects; an inverse label makes a pair',
	properties: [
		...objects,
		labelText,
		{
			displayName: 'Internal Name',
			name: 'internalName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. decision_maker',
		},
		inverseLabel,
	],
	async run(call) {
		const { from, to } = pairOf(call);
		const inverse = call.text('inverseLabel');
		const { results = [] } = await call.api.request<{ results?: IDataObject[] }>({
			method: 'POST',
			url: path(call.api, 'associations', from, to, 'labels'),
			body: {
				label: call.required('label'),
				name: call.id('internalName'),
				...(inverse && { inverseLabel: inverse }),
			},
		});
		return results.map((json) => ({ json }));
	},
});
