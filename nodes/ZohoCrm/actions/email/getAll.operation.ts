import { list } from '../../../core/operation';
import { walk } from '../../../core/transport/paging';
import { objectType, recordId, recordPath } from '../../parameters';
import { infoOf, rowsOf } from '../../rows';

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
				const { more, next } = infoOf(body);
				return { rows: rowsOf(body, 'Emails'), next: more ? next : undefined };
			},
		}),
});
