import { fieldInputs, objectType } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { located, locator, locatorKey, objectName } from '../../parameters';
import { nothingToWrite, updateOptions, written } from './parameters';

export const update = each({
	name: 'Update',
	action: 'Update a record',
	description: 'Change fields of a record; fields that are not given stay as they are',
	properties: [objectType, ...locator, ...fieldInputs('map')],
	options: updateOptions,
	key: locatorKey,
	async run(call) {
		const objectApiName = objectName(call);
		const where = located(call);
		const fieldDataList = await written(call, objectApiName);
		if (!fieldDataList.length) nothingToWrite(call);
		await call.api.request({
			method: 'PUT',
			url: '/v1/data',
			body: { objectApiName, ...where, fieldDataList },
			safe: true,
		});
		return { json: { ...where, updated: true } };
	},
});
