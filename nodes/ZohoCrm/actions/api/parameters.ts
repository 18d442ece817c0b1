import { requestInputs } from '../../../core/node/customRequest';
import { json } from '../../parameters';

export const zohoRequestInputs = [
	...requestInputs('/crm/v8/Leads'),
	json('Headers (JSON)', 'headers', {
		default: '{}',
		placeholder: 'e.g. { "X-EXTERNAL": "Leads.External_Key" }',
		description: 'Further headers; the token is added',
	}),
];
