import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { methodsOf } from '../core/node/methods';
import { propertiesOf } from '../core/node/properties';
import { run } from '../core/node/run';
import { zohoCrm } from './vendor';

export class ZohoCrm implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM',
		name: 'zohoCrm',
		icon: { light: 'file:../../icons/zohocrm.svg', dark: 'file:../../icons/zohocrm.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with records of every module, files, approvals and bulk jobs of Zoho CRM',
		defaults: { name: 'Zoho CRM' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zohoCrmOAuth2Api', required: true }],
		properties: propertiesOf(zohoCrm),
	};

	methods = methodsOf(zohoCrm);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run.call(this, zohoCrm);
	}
}
