import { batch } from '../../../core/operation';
import { SIZE, writeBatch, type WriteRow } from '../../batches';
import { numericId, traceOf } from '../../parameters';

export const setQuoteStatus = batch({
	name: 'Set Quote Status',
	action: 'Set the status of a quote',
	description: 'Send quotes into approval, publish them without one, or take them back to draft',
	properties: [
		{
			displayName: 'Quote ID',
			name: 'quoteId',
			type: 'string',
			default: '',
			required: true,
			hint: 'Approving is done by a person in HubSpot: "Approved" cannot be set here',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Approval Not Needed', value: 'APPROVAL_NOT_NEEDED' },
				{ name: 'Draft', value: 'DRAFT' },
				{ name: 'Pending Approval', value: 'PENDING_APPROVAL' },
				{ name: 'Rejected', value: 'REJECTED' },
			],
			default: 'PENDING_APPROVAL',
		},
	],
	size: SIZE,
	refusal: 'whole',
	target: () => 'quotes',
	key: ({ id }: WriteRow) => id,
	row(call): WriteRow {
		const status = call.required('status');
		if (!['APPROVAL_NOT_NEEDED', 'DRAFT', 'PENDING_APPROVAL', 'REJECTED'].includes(status))
			call.refuse(
				'status',
				`cannot be set to "${status}"`,
				'Approving is done by a person in HubSpot',
			);
		return { ...traceOf(call), id: numericId(call, 'quoteId'), properties: { hs_status: status } };
	},
	async send(api, target, rows) {
		const outcomes = await writeBatch(api, target, 'update', rows);
		return outcomes.map((outcome, place) =>
			'record' in outcome
				? { json: { id: rows[place].id, ...rows[place].properties, updated: true } }
				: outcome,
		);
	},
});
