import { fieldInputs, objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { objectName } from '../../parameters';
import { nothingToWrite, writeOptions, written } from './parameters';

export const create = each({
	name: 'Create',
	action: 'Create a record',
	description: 'Create a new record',
	properties: [objectType, ...fieldInputs('add')],
	options: writeOptions,
	async run(call) {
		const objectApiName = objectName(call);
		const fieldDataList = await written(call, objectApiName);
		if (!fieldDataList.length) nothingToWrite(call);
		const { data } = await call.api.request<{ data?: { id?: number } }>({
			method: 'POST',
			url: '/v1/data',
			body: { objectApiName, fieldDataList },
		});
		return { json: { id: data?.id, created: true } };
	},
});
