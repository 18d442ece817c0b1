import type { IDataObject } from 'n8n-workflow';
import { list } from '../../../core/operation';
import { walk } from '../../../core/transport/paging';
import { objectType, recordId, recordPath } from '../../parameters';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many emails of a record',
	description: 'List the emails of a record; Zoho gives ten at a time',
	properties: [objectType, recordId],
	query: (call) => `${recordPath(call)}/Emails`,
	pages: (api, url) =>
		walk<string>(api, {
			first: '',
			request: (index) => ({ method: 'GET', url, query: { index: index || undefined } }),
			read(body) {
				const { Emails, info } = (body || {}) as {
					Emails?: IDataObject[];
					info?: { more_records?: boolean; next_index?: string | null };
				};
				return { rows: Emails ?? [], next: (info?.more_records && info.next_index) || undefined };
			},
		}),
});
