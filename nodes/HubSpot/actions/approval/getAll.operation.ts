import { simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { APPROVALS, approvalsOf, sourceOf, statuses, statusesName } from '../../approvals';
import type { Filter } from '../../conditions';
import { ownerId } from '../../owners';
import { shaped } from '../../records';
import { checkSearch, leadsByKey, MOST_PER_PAGE, searched, type Search } from '../../search';
import { BY_A_PERSON } from './parameters';

const PROPERTIES = {
	deals: [
		'dealname',
		'dealstage',
		'pipeline',
		'amount',
		'hubspot_owner_id',
		'hs_latest_approval_status',
		'hs_latest_approval_status_approval_id',
	],
	quotes: [
		'hs_title',
		'hs_status',
		'hs_quote_amount',
		'hs_expiration_date',
		'hubspot_owner_id',
		'hs_quote_link',
		'hs_pdf_download_link',
	],
};

export const getMany = list({
	name: 'Get Many',
	action: 'Get many approvals',
	description: 'Find deals and quotes by the state of their approval, one request per 200',
	properties: [
		{ ...approvalsOf, hint: BY_A_PERSON.replace(/ Always.*/, '') },
		statuses('deals', ['PENDING']),
		statuses('quotes', ['PENDING_APPROVAL']),
		simplify,
	],
	options: [
		{
			displayName: 'Modified Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			description: 'Only those that were changed at this moment or later, in whatever way',
		},
		{ displayName: 'Owner ID or Email', name: 'ownerId', type: 'string', default: '' },
		{
			displayName: 'Pipeline ID',
			name: 'pipelineId',
			type: 'string',
			default: '',
			description: 'Of deals only',
		},
	],
	async query(call) {
		const objectType = sourceOf(call.text('source'));
		const { status } = APPROVALS[objectType];
		const wanted = call.list(statusesName(objectType));
		const [owner, pipeline, since] = ['ownerId', 'pipelineId', 'since'].map(call.text);
		if (pipeline && objectType === 'quotes')
			call.refuse('pipelineId', 'is set, and quotes have no pipeline');
		if (since && Number.isNaN(Date.parse(since))) call.refuse('since', 'is no date');
		const filters: Filter[] = [
			wanted.length
				? { propertyName: status, operator: 'IN', values: wanted }
				: { propertyName: status, operator: 'HAS_PROPERTY' },
		];
		if (owner)
			filters.push({
				propertyName: 'hubspot_owner_id',
				operator: 'EQ',
				value: await ownerId(call, 'ownerId', owner),
			});
		if (pipeline) filters.push({ propertyName: 'pipeline', operator: 'EQ', value: pipeline });
		if (since)
			filters.push({
				propertyName: 'hs_lastmodifieddate',
				operator: 'GTE',
				value: String(Date.parse(since)),
			});
		const search: Search = {
			objectType,
			groups: [filters],
			properties: PROPERTIES[objectType],
			size: MOST_PER_PAGE,
			byKey: leadsByKey(call),
		};
		return { search: checkSearch(call, search), simple: call.flag('simplify') };
	},
	async *pages(api, { search, simple }, limit) {
		for await (const rows of searched(api, search, limit))
			yield rows.map((row) => shaped(row, simple));
	},
});
