import { each } from '../../../core/operation';
import { actAs, actingUser, oneRecordId } from '../../parameters';
import { payload, write } from '../../requests';

const EXAMPLE = '{ "AccountObj": { "name": "Acme", "is_main_leads": true } }';

export const convertLead = each({
	name: 'Convert Lead',
	action: 'Convert a lead',
	description: 'Turn a lead into an account, a contact or an opportunity',
	properties: [
		{ ...oneRecordId, displayName: 'Lead ID' },
		{
			displayName: 'Targets (JSON)',
			name: 'targetsJson',
			type: 'json',
			default: EXAMPLE,
			description:
				'API name of each target object, with the fields of a new record or the "_id" of an existing one. The vendor publishes no page about it: the form is that of one client.',
		},
		{
			displayName: 'Combine Sales Records',
			name: 'combineCRMFeed',
			type: 'boolean',
			default: false,
			description: "Whether the lead's sales records move along",
		},
	],
	options: [actAs],
	key: (call) => call.text('recordId'),
	async run(call) {
		const leadsId = call.id('recordId');
		const dataList = call.object('targetsJson') ?? {};
		if (!Object.keys(dataList).length) call.refuse('targetsJson', 'is empty');
		const body = await call.api.request(
			write(
				'/cgi/crm/v2/leads/transfer',
				{ data: { leadsId, combineCRMFeed: call.flag('combineCRMFeed'), dataList } },
				actingUser(call),
			),
		);
		return { json: { ...payload(body), _id: leadsId, converted: true } };
	},
});
