import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { flag, json, objectType, recordId, recordPath, text } from '../../parameters';

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
			hint: 'The vendor notes that this node was built by do not list the body of this call ("convert_to", "carry_over_tags"): where Zoho wants another, give it as "Row (JSON)" in the options',
		},
	],
	options: [
		flag(
			'Carry Over Tags',
			'carryOverTags',
			'Whether the tags go along. The vendor notes that this node was built by do not list this value for quotes and orders.',
		),
		text('Other Modules', 'otherModules', {
			description: 'Further modules to convert to, by API name, separated by commas',
		}),
		json('Row (JSON)', 'row', {
			placeholder: 'e.g. { "convert_to": [{ "module": { "api_name": "Invoices" } }] }',
			description: 'Sent as the only row of "data", in the place of what the node would send',
		}),
	],
	async run(call) {
		const modules = [...call.list('convertTo'), ...call.list('otherModules')];
		const own = call.object('row');
		if (!own && !modules.length) call.refuse('convertTo', 'is empty');
		const carry = call.flag('carryOverTags') ? { carry_over_tags: true } : {};
		const row = own ?? {
			convert_to: modules.map((api_name) => ({ module: { api_name }, ...carry })),
		};
		const url = `${recordPath(call)}/actions/convert`;
		return { json: await writeOne(call.api, { method: 'POST', url, body: { data: [row] } }) };
	},
});
