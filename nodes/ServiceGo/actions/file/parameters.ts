import type { INodeProperties } from 'n8n-workflow';
import { binaryPropertyName } from '../../../core/node/parameters';

/** Types that the vendor's page names. https://www.udesk.cn/doc/sercive/data/ */
const DOCUMENTS = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx'];
const IMAGES = ['png', 'jpg', 'jpeg', 'gif'];
const VIDEOS = ['mkv', 'mp4', 'avi', 'swf', 'wmv', 'rmvb', 'mov', 'mpg'];

export const ATTACHMENT_TYPES = [...DOCUMENTS, 'txt', ...IMAGES];
export const FILE_OBJECT_TYPES = [...ATTACHMENT_TYPES, ...VIDEOS];
export const FILE_FIELD_TYPES = [...DOCUMENTS, ...IMAGES];

export const inputFiles: INodeProperties = {
	...binaryPropertyName,
	hint: 'The name of the input field containing the binary file data to be processed; several names separated by commas',
};

export const docId: INodeProperties = {
	displayName: 'Attachment ID',
	name: 'docId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 4f6adc8e1866f7dba9cd722c03b78d72',
	description: 'The "docId" that the list of attachments gives',
};

export const docIds: INodeProperties = {
	...docId,
	displayName: 'Attachment IDs',
	name: 'docIds',
	description: 'One "docId" or several, separated by commas',
};

export const parametersIn: INodeProperties = {
	displayName: 'Send Parameters In',
	name: 'parametersIn',
	type: 'options',
	options: [
		{ name: 'Body', value: 'body' },
		{ name: 'Query', value: 'query' },
	],
	default: 'query',
	description:
		'The vendor does not publish this endpoint; its clients do both. Change it if ServiceGo refuses.',
};
