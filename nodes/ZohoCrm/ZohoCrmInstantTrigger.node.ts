import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { methodsOf } from '../core/node/methods';
import { pushPropertiesOf } from '../core/trigger/properties';
import { renew } from '../core/trigger/renew';
import { checkExists, create, receive, remove } from '../core/trigger/webhook';
import { zohoCrm } from './vendor';

export class ZohoCrmInstantTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM Instant Trigger',
		name: 'zohoCrmInstantTrigger',
		icon: { light: 'file:../../icons/zohocrm.svg', dark: 'file:../../icons/zohocrm.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["objectType"].value}}',
		description:
			'Starts the workflow at once when records of Zoho CRM are created, changed or deleted',
		defaults: { name: 'Zoho CRM Instant Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'zohocrm',
			},
		],
		properties: pushPropertiesOf(zohoCrm),
	};

	methods = methodsOf(zohoCrm);

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists.call(this, zohoCrm);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create.call(this, zohoCrm);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove.call(this, zohoCrm);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this, zohoCrm);
	}

	/** Renews the channel; see `Push.renewal`. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await renew.call(this, zohoCrm);
	}
}
