import { objectType, simplify } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import { numericId, objectName, oneRecord } from '../../parameters';
import { path } from '../../paths';
import { shaped } from '../../records';

export const merge = each({
	name: 'Merge',
	action: 'Merge two records',
	description: 'Merge a second record into a first one for good; the old ID keeps leading to it',
	properties: [
		objectType,
		{ ...oneRecord, displayName: 'Primary Record ID', description: 'The record that stays' },
		{
			...oneRecord,
			displayName: 'Record ID to Merge',
			name: 'mergeId',
			description: 'The record that goes into the primary one',
		},
		simplify,
	],
	key: (call) => objectName(call),
	async run(call) {
		const [primaryObjectId, objectIdToMerge] = [numericId(call), numericId(call, 'mergeId')];
		if (primaryObjectId === objectIdToMerge) call.refuse('mergeId', 'is the primary record itself');
		const record = await call.api.request({
			method: 'POST',
			url: path(call.api, 'objects', objectName(call), 'merge'),
			body: { primaryObjectId, objectIdToMerge },
		});
		return { json: { ...shaped(record, call.flag('simplify')), merged: true } };
	},
});
