import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { methodsOf } from '../core/node/methods';
import { poll } from '../core/trigger/poll';
import { pollPropertiesOf } from '../core/trigger/properties';
import { serviceGo } from './vendor';

export class ServiceGoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceGo Trigger',
		name: 'serviceGoTrigger',
		icon: { light: 'file:../../icons/servicego.svg', dark: 'file:../../icons/servicego.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		description: 'Starts the workflow when records of ServiceGo by Udesk are created or changed',
		defaults: { name: 'ServiceGo Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'serviceGoApi', required: true }],
		properties: pollPropertiesOf(serviceGo),
	};

	methods = methodsOf(serviceGo);

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this, serviceGo);
	}
}
