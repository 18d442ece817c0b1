import type { Call } from '../../../core/node/call';
import type { INodeProperties } from 'n8n-workflow';
import { idIn, recordId, text } from '../../parameters';

export const dealId: INodeProperties = { ...recordId, displayName: 'Deal ID' };
export const contactId = text('Contact ID', 'contactId', { required: true });
export const rolesPath = (call: Call): string => `/crm/v8/Deals/${idIn(call)}/Contact_Roles`;
