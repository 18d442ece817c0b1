import { each } from '../../../core/operation';
import { choice, fieldNames, moduleIn, objectType, text } from '../../parameters';
import { recordAt } from './get.operation';

export const getByExternalId = each({
	name: 'Get by External ID',
	action: 'Get a record by external ID',
	description: 'Get one record by the value of an external ID field',
	properties: [
		objectType,
		choice('External Field', 'externalField', 'getExternalFields', { required: true }),
		text('External Value', 'externalValue', { required: true }),
		{ ...fieldNames, hint: 'At most 50. Without a choice all fields come.' },
	],
	async run(call) {
		const module = moduleIn(call);
		const value = encodeURIComponent(call.required('externalValue'));
		const headers = { 'X-EXTERNAL': `${module}.${call.id('externalField')}` };
		return { json: await recordAt(call, `/crm/v8/${module}/${value}`, headers) };
	},
});
