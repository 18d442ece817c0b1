import { objectType, simplify } from '../../../core/node/parameters';
import { each } from '../../../core/operation';
import {
	actAs,
	actingUser,
	includeNull,
	labels,
	objectName,
	oneRecordId,
	readSwitches,
	readSwitchesOf,
} from '../../parameters';
import { readRecord } from '../../readRecord';

export const get = each({
	name: 'Get',
	action: 'Get a record',
	description: 'Get one record by its ID',
	properties: [objectType, oneRecordId, simplify],
	options: [includeNull, labels, ...readSwitches, actAs],
	run: async (call) => ({
		json: await readRecord(call.api, {
			objectType: objectName(call),
			id: call.id('recordId'),
			actAs: actingUser(call),
			includeNull: call.flag('includeNull'),
			labels: call.flag('labels'),
			simplify: call.flag('simplify'),
			switches: readSwitchesOf(call),
		}),
	}),
});
