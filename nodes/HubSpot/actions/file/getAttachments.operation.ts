import type { IDataObject } from 'n8n-workflow';
import { objectType } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { readBatch, SIZE } from '../../batches';
import { byCursor } from '../../pages';
import { numericId, objectName, oneRecord } from '../../parameters';
import { path } from '../../paths';

const MOST = 500;
/** Files hang on activities. */
const CARRIERS = ['notes', 'emails', 'calls', 'meetings', 'tasks'];

export const getAttachments = list({
	name: 'Get Attachments of Record',
	action: 'Get the attachments of a record',
	description:
		'Get the files that hang on the activities of a record; "Download" fetches them by ID',
	properties: [objectType, oneRecord],
	options: [
		{
			displayName: 'Activities',
			name: 'activities',
			type: 'multiOptions',
			options: [
				{ name: 'Calls', value: 'calls' },
				{ name: 'Emails', value: 'emails' },
				{ name: 'Meetings', value: 'meetings' },
				{ name: 'Notes', value: 'notes' },
				{ name: 'Tasks', value: 'tasks' },
			],
			default: ['notes'],
			description: 'Where to look for files; each kind needs one request at least',
		},
	],
	query: (call) => ({
		objectType: objectName(call),
		id: numericId(call),
		carriers: call.list('activities').filter((name) => CARRIERS.includes(name)),
	}),
	async *pages(api, { objectType: object, id, carriers }) {
		const seen = new Set<string>();
		for (const carrier of carriers.length ? carriers : ['notes']) {
			const links = byCursor(api, { size: MOST, limit: Infinity }, (page) => ({
				method: 'GET',
				url: path(api, 'associationsOfRecord', object, id, 'associations', carrier),
				query: page,
			}));
			for await (const rows of links) {
				const ids = rows.map(({ toObjectId }) => String(toObjectId));
				for (let start = 0; start < ids.length; start += SIZE) {
					const query = {
						objectType: carrier,
						properties: ['hs_attachment_ids'],
						history: [],
						archived: false,
					};
					const records = await readBatch(api, query, ids.slice(start, start + SIZE));
					const files: IDataObject[] = [];
					for (const record of records.values()) {
						const own = String(record.properties.hs_attachment_ids ?? '').split(';');
						for (const fileId of own.filter((one) => one && !seen.has(one))) {
							seen.add(fileId);
							const url = path(api, 'files', fileId);
							const file = await api.find<IDataObject>({ method: 'GET', url });
							// deleted since it was attached
							if (file) files.push({ ...file, activity: carrier, activityId: record.id });
						}
					}
					yield files;
				}
			}
		}
	},
});
