import type { INodeProperties } from 'n8n-workflow';
import { simplify } from '../core/node/parameters';
import { subscriptions } from './pushEvents';

const BY_API = { show: { setUp: ['api'] } };
const BY_HAND = { show: { setUp: ['hubSpot'] } };
const FETCH = { show: { fetchRecord: [true] } };

/** What an instant trigger asks for. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Subscriptions',
		name: 'setUp',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Made Automatically',
				value: 'api',
				description: 'For a legacy public app: by its app ID and the developer API key',
			},
			{
				name: 'Set Up in HubSpot',
				value: 'hubSpot',
				description: 'For private and project apps, whose webhooks no API can change',
			},
		],
		default: 'api',
	},
	{
		displayName:
			'HubSpot has one target URL per app, so one app serves one active trigger. Activation refuses an app that delivers to another URL, and touches no subscription that it did not make. To test here, use an app of its own, or deactivate the workflow first.',
		name: 'apiNotice',
		type: 'notice',
		default: '',
		displayOptions: BY_API,
	},
	{
		displayName:
			'In HubSpot, paste the production URL above as the target URL of the app, and subscribe to the events below. Other events that come start nothing. Private apps: Settings > Integrations > Private Apps > Webhooks. Project apps: the webhooks file of the project.',
		name: 'handNotice',
		type: 'notice',
		default: '',
		displayOptions: BY_HAND,
	},
	subscriptions,
	{
		displayName: 'Fetch Whole Record',
		name: 'fetchRecord',
		type: 'boolean',
		default: false,
		description:
			'Whether to get the record with its properties from HubSpot, after the delivery was answered. It needs a credential of the account; the event then stands in "event".',
	},
	{ ...simplify, displayOptions: FETCH },
];

export const options: INodeProperties[] = [
	{
		displayName: 'Accepted Signatures',
		name: 'signatures',
		type: 'options',
		options: [
			{
				name: 'V3',
				value: 'v3',
				description: 'Signs the time, too: what is older than 5 minutes is refused',
			},
			{
				name: 'V3 or V2',
				value: 'v2',
				description: 'V2 signs no time: whoever has a delivery can send it again',
			},
			{
				name: 'V3, V2 or V1',
				value: 'v1',
				description: 'V1 signs neither time nor URL: whoever has a delivery can send it again',
			},
		],
		default: 'v3',
		description:
			'Older versions are for apps whose deliveries have no version 3. Where a delivery has one it must hold in any case.',
	},
	{
		displayName: 'Account IDs',
		name: 'portalIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 62515',
		description:
			'HubSpot accounts (Hub IDs) whose events count, separated by commas. Empty: all that have installed the app.',
	},
	{
		displayName: 'Deliveries at Once',
		name: 'maxConcurrentRequests',
		type: 'number',
		typeOptions: { minValue: 5 },
		default: 10,
		description:
			'How many HubSpot may have under way to this URL, where n8n makes the subscriptions',
	},
	{
		displayName: 'Property Names to Return',
		name: 'fieldsToReturn',
		type: 'string',
		default: '',
		placeholder: 'e.g. email,firstname',
		description: 'Of whole records, separated by commas. Empty: all properties of the object.',
	},
];
