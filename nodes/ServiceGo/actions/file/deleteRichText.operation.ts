import { objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { fieldApiName, locatedLoosely, locator } from '../../parameters';
import { docIds } from './parameters';

interface Result {
	failTotal?: number;
	failMap?: Record<string, unknown>;
}

export const deleteRichText = each({
	name: 'Delete Rich-Text Attachments',
	action: 'Delete rich text attachments',
	description: 'Delete attachments of a rich-text field',
	properties: [objectType, ...locator, fieldApiName, docIds],
	async run(call) {
		const { id, ...unique } = locatedLoosely(call);
		const docIdList = call.list('docIds');
		if (!docIdList.length) call.refuse('docIds', 'is empty');
		const entry = {
			...(id === undefined ? unique : { dataId: id }),
			richTextFieldApiName: call.id('fieldApiName'),
			docIdList,
		};
		const { data = {} } = await call.api.request<{ data?: Result }>({
			method: 'PUT',
			url: '/v1/data/field/attachments',
			body: { deleteAttachmentList: [entry] },
			safe: true,
		});
		// the sample of a success has an empty successList: only the failures can be believed
		const reasons = Object.values(data.failMap ?? {});
		if (data.failTotal || reasons.length) {
			throw call.api.refusal({
				message: 'ServiceGo did not delete the attachments',
				hint: `${data.failTotal ?? reasons.length} failed: ${JSON.stringify(data.failMap ?? {})}`,
			});
		}
		return { json: { ...(id === undefined ? unique : { id }), docIds: docIdList, deleted: true } };
	},
});
