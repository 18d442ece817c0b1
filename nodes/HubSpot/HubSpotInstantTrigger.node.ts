import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { methodsOf } from '../core/node/methods';
import { pushPropertiesOf } from '../core/trigger/properties';
import { checkExists, create, receive, remove } from '../core/trigger/webhook';
import { hubSpot } from './vendor';

export class HubSpotInstantTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot CRM Instant Trigger',
		name: 'hubSpotInstantTrigger',
		icon: {
			light: 'file:../../icons/hubspotcrm.svg',
			dark: 'file:../../icons/hubspotcrm.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ (($parameter["subscriptions"] || {}).subscription || []).map((one) => one.eventType).join(", ") }}',
		description: 'Starts the workflow when an app of HubSpot delivers an event',
		defaults: { name: 'HubSpot CRM Instant Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'hubSpotCrmAppApi', required: true },
			{
				name: 'hubSpotCrmApi',
				required: true,
				displayOptions: { show: { fetchRecord: [true], authentication: ['accessToken'] } },
			},
			{
				name: 'hubSpotCrmOAuth2Api',
				required: true,
				displayOptions: { show: { fetchRecord: [true], authentication: ['oAuth2'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'hubspot',
			},
		],
		properties: pushPropertiesOf(hubSpot),
	};

	methods = methodsOf(hubSpot);

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists.call(this, hubSpot);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create.call(this, hubSpot);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove.call(this, hubSpot);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this, hubSpot);
	}
}
