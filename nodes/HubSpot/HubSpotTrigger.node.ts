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
import { hubSpot } from './vendor';

export class HubSpotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot CRM Trigger',
		name: 'hubSpotTrigger',
		icon: {
			light: 'file:../../icons/hubspotcrm.svg',
			dark: 'file:../../icons/hubspotcrm.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		description:
			'Starts the workflow when records of HubSpot are created, changed or archived, an approval moves, or a record joins a list',
		defaults: { name: 'HubSpot CRM Trigger' },
		polling: true,
		inputs: [],
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
		properties: pollPropertiesOf(hubSpot),
	};

	methods = methodsOf(hubSpot);

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this, hubSpot);
	}
}
