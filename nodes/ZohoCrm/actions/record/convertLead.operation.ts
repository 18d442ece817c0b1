import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import { choice, flag, given, idIn, json, recordId, text } from '../../parameters';

export const convertLead = each({
	name: 'Convert Lead',
	action: 'Convert a lead',
	description: 'Make an account, a contact and, on wish, a deal of a lead',
	properties: [
		{ ...recordId, displayName: 'Lead ID' },
		json('Deal (JSON)', 'deal', {
			placeholder:
				'e.g. { "Deal_Name": "First order", "Stage": "Qualification", "Closing_Date": "2026-12-31" }',
			description: 'Fields of the deal; empty: none is made',
		}),
	],
	options: [
		text('Account ID', 'accountId', { description: 'An account that is there already' }),
		flag(
			'Add to Existing Record',
			'addToExisting',
			'Whether to add to an account and contact that match',
		),
		choice('Assign To', 'assignTo', 'getUsers'),
		json('Carry Over Tags (JSON)', 'carryOverTags', {
			placeholder: 'e.g. { "Contacts": [], "Deals": [] }',
			description:
				'Module → list, sent as it is. The vendor notes that this node was built by do not list what stands in these lists.',
		}),
		text('Contact ID', 'contactId', { description: 'A contact that is there already' }),
		text('Move Attachments To', 'moveAttachments', { placeholder: 'e.g. Contacts' }),
		flag('Notify Lead Owner', 'notifyLeadOwner', 'Whether the owner of the lead gets an email'),
		flag(
			'Notify New Owner',
			'notifyNewOwner',
			'Whether the owner of the new records gets an email',
		),
		flag(
			'Overwrite',
			'overwrite',
			'Whether the lead overwrites the existing record; works with "Add to Existing Record" only',
		),
	],
	async run(call) {
		if (call.flag('overwrite') && !call.flag('addToExisting'))
			call.refuse('overwrite', 'works only together with "Add to Existing Record"');
		const id = (name: string) => (call.text(name) ? { id: idIn(call, name) } : undefined);
		const attachments = call.text('moveAttachments');
		const row = given({
			overwrite: call.flag('overwrite'),
			add_to_existing_record: call.flag('addToExisting') || undefined,
			notify_lead_owner: call.flag('notifyLeadOwner'),
			notify_new_entity_owner: call.flag('notifyNewOwner'),
			move_attachments_to: attachments ? { api_name: attachments } : undefined,
			Accounts: id('accountId'),
			Contacts: id('contactId'),
			assign_to: id('assignTo'),
			Deals: call.object('deal'),
			carry_over_tags: call.object('carryOverTags'),
		});
		const url = `/crm/v8/Leads/${idIn(call)}/actions/convert`;
		return {
			json: {
				...(await writeOne(call.api, { method: 'POST', url, body: { data: [row] } })),
				converted: true,
			},
		};
	},
});
