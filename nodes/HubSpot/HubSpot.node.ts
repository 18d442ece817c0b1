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
import { hubSpot } from './vendor';

export class HubSpot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot CRM',
		name: 'hubSpot',
		icon: {
			light: 'file:../../icons/hubspotcrm.svg',
			dark: 'file:../../icons/hubspotcrm.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Work with any object, association, file, list and approval of HubSpot, in batches',
		defaults: { name: 'HubSpot CRM' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'hubSpotCrmApi',
				required: true,
				displayOptions: { show: { authentication: ['accessToken'] } },
			},
			{
				name: 'hubSpotCrmOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: propertiesOf(hubSpot),
	};

	methods = methodsOf(hubSpot);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run.call(this, hubSpot);
	}
}
