import type { INodeProperties } from 'n8n-workflow';
import { recordId } from '../../parameters';

const MB = 1024 * 1024;
/** The specification allows 100 MB, older pages 20; the organization may allow less. */
export const MOST_ATTACHMENT = 100 * MB;

export const attachmentId: INodeProperties = {
	...recordId,
	displayName: 'Attachment ID',
	name: 'attachmentId',
};
