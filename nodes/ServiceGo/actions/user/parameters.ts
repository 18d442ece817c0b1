import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';

export const realname: INodeProperties = {
	displayName: 'Real Name',
	name: 'realname',
	type: 'string',
	default: '',
	description: 'At most 32 characters',
};

export const positionId: INodeProperties = {
	displayName: 'Position ID',
	name: 'positionId',
	type: 'string',
	default: '',
	description: 'From the admin console: no endpoint lists the positions',
};

export const roleIds: INodeProperties = {
	displayName: 'Role IDs',
	name: 'roleIds',
	type: 'string',
	default: '',
	description:
		'One ID or several, separated by commas; from the admin console: no endpoint lists the roles',
};

export const mobile: INodeProperties = {
	displayName: 'Mobile',
	name: 'mobile',
	type: 'string',
	default: '',
	placeholder: 'e.g. 13800138000',
};

const LONGEST_NAME = 32;
const MOBILE = /^1[3-9]\d{9}$/;

export const numbers = (call: Call, name: string): number[] =>
	call
		.list(name)
		.map((id) =>
			/^\d+$/.test(id) ? Number(id) : call.refuse(name, `holds "${id}", which is no ID`),
		);

/** What creating and updating a user share; absent values are left out. */
export function person(call: Call): IDataObject {
	const name = call.text('realname');
	if ([...name].length > LONGEST_NAME)
		call.refuse('realname', `is longer than ${LONGEST_NAME} characters`);
	const phone = call.text('mobile');
	if (phone && !MOBILE.test(phone))
		call.refuse('mobile', 'is no mobile number of China: 11 digits, such as 13800138000');
	const position = call.integer('positionId', { min: 1 });
	const roles = numbers(call, 'roleIds');
	return {
		...(name && { realname: name }),
		...(phone && { mobile: phone }),
		...(position && { position: { id: position } }),
		...(roles.length && { roleList: roles.map((id) => ({ id })) }),
	};
}
