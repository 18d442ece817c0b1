import { list } from '../../../core/operation';
import { byToken } from '../../pages';
import { objectType, pageSize, recordId, recordPath, sizeOf } from '../../parameters';

const FIELDS = 'id,File_Name,Size,$file_id,$type,$link_url,Created_Time,Created_By';

export const getMany = list({
	name: 'Get Many',
	action: 'Get many attachments',
	description: 'List the attachments of a record; "$type" tells links from files',
	properties: [objectType, recordId],
	options: [pageSize],
	query: (call) => ({ url: `${recordPath(call)}/Attachments`, size: sizeOf(call) }),
	pages: (api, { url, size }, limit) =>
		byToken(api, {
			request: { method: 'GET', url, query: { fields: FIELDS } },
			size: Math.min(size, limit),
		}),
});
