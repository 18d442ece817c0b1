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
import { serviceGo } from './vendor';

export class ServiceGoInstantTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceGo Instant Trigger',
		name: 'serviceGoInstantTrigger',
		icon: { light: 'file:../../icons/servicego.svg', dark: 'file:../../icons/servicego.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["acceptEvents"] ? "pushes and events" : "pushes"}}',
		description: 'Starts the workflow when ServiceGo by Udesk pushes a record or an event',
		defaults: { name: 'ServiceGo Instant Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'serviceGoApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: '={{$parameter["acceptEvents"] && $parameter["urlSecret"] ? "servicego/" + $parameter["urlSecret"] : "servicego"}}',
			},
		],
		properties: pushPropertiesOf(serviceGo),
	};

	methods = methodsOf(serviceGo);

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists.call(this, serviceGo);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create.call(this, serviceGo);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove.call(this, serviceGo);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this, serviceGo);
	}
}
