import type { IDataObject } from 'n8n-workflow';
import { each } from '../../../core/operation';
import { actAs, actingUser } from '../../parameters';
import { read } from '../../requests';
import { onePerson } from './onePerson';
import { isLegacy, personField, personFilter, source } from './parameters';

export const getByMobile = each({
	name: 'Get by Mobile',
	action: 'Get a user by mobile number',
	description: 'Get an employee by mobile number',
	properties: [
		source,
		{ displayName: 'Mobile', name: 'mobile', type: 'string', default: '', required: true },
	],
	options: [personField('mobileField', 'Mobile Field', 'phone'), actAs],
	async run(call) {
		const mobile = call.required('mobile');
		if (!isLegacy(call)) {
			return { json: await onePerson(call, personFilter(call, 'mobileField', 'phone', mobile)) };
		}
		const { empList } = await call.api.request<{ empList?: IDataObject[] | null }>(
			read('/cgi/user/getByMobile', { mobile }, actingUser(call)),
		);
		const [first] = empList ?? [];
		if (first) return { json: first };
		throw call.api.refusal({ message: 'Fxiaoke has no such user', notFound: true });
	},
});
