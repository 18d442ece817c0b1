import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { flag, objectType, recordId, recordPath } from '../../parameters';

export const convertInventory = each({
	name: 'Convert Inventory',
	action: 'Convert a quote or sales order',
	description: 'Make a sales order or an invoice of a quote, or an invoice of a sales order',
	properties: [
		objectType,
		recordId,
		{
			displayName: 'Convert To',
			name: 'convertTo',
			type: 'multiOptions',
			options: [
				{ name: 'Invoices', value: 'Invoices' },
				{ name: 'Sales Orders', value: 'Sales_Orders' },
			],
			default: [],
			required: true,
		},
	],
	options: [flag('Carry Over Tags', 'carryOverTags', 'Whether the tags go along')],
	async run(call) {
		const modules = call.list('convertTo');
		if (!modules.length) call.refuse('convertTo', 'is empty');
		const carry = call.flag('carryOverTags') ? { carry_over_tags: true } : {};
		const convert_to = modules.map((api_name) => ({ module: { api_name }, ...carry }));
		const url = `${recordPath(call)}/actions/convert`;
		return {
			json: await writeOne(call.api, { method: 'POST', url, body: { data: [{ convert_to }] } }),
		};
	},
});
