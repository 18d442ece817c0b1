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
import { fxiaoke } from './vendor';

export class FxiaokeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Fxiaoke Trigger',
		name: 'fxiaokeTrigger',
		icon: { light: 'file:../../icons/fxiaoke.svg', dark: 'file:../../icons/fxiaoke.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		description: 'Starts the workflow when records of Fxiaoke (ShareCRM) or their approvals change',
		defaults: { name: 'Fxiaoke Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'fxiaokeApi', required: true }],
		properties: pollPropertiesOf(fxiaoke),
	};

	methods = methodsOf(fxiaoke);

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this, fxiaoke);
	}
}
