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
import { zohoCrm } from './vendor';

export class ZohoCrmTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM Trigger',
		name: 'zohoCrmTrigger',
		icon: { light: 'file:../../icons/zohocrm.svg', dark: 'file:../../icons/zohocrm.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		description: 'Starts the workflow when records of Zoho CRM are created or changed',
		defaults: { name: 'Zoho CRM Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		properties: pollPropertiesOf(zohoCrm),
	};

	methods = methodsOf(zohoCrm);

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this, zohoCrm);
	}
}
