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
import { serviceGo } from './vendor';

export class ServiceGo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceGo',
		name: 'serviceGo',
		icon: { light: 'file:../../icons/servicego.svg', dark: 'file:../../icons/servicego.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with records, files, relations and users of ServiceGo by Udesk',
		defaults: { name: 'ServiceGo' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'serviceGoApi', required: true }],
		properties: propertiesOf(serviceGo),
	};

	methods = methodsOf(serviceGo);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run.call(this, serviceGo);
	}
}
