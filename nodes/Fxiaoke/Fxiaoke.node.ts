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
import { fxiaoke } from './vendor';

export class Fxiaoke implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Fxiaoke',
		name: 'fxiaoke',
		icon: { light: 'file:../../icons/fxiaoke.svg', dark: 'file:../../icons/fxiaoke.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with records, approvals, files and teams of Fxiaoke (ShareCRM)',
		defaults: { name: 'Fxiaoke' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'fxiaokeApi', required: true }],
		properties: propertiesOf(fxiaoke),
	};

	methods = methodsOf(fxiaoke);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run.call(this, fxiaoke);
	}
}
