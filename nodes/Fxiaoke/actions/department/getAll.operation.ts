import type { IDataObject } from 'n8n-workflow';
import { simplify } from '../../../core/node/parameters';
import { list } from '../../../core/operation';
import { fixedObject } from '../../fixedObject';
import { actingUser } from '../../parameters';
import { payload, read } from '../../requests';
import { asked, found, searchOptions } from '../../searching';
import { isLegacy, source } from '../user/parameters';

const OBJECT = 'DepartmentObj';

/** The legacy list: which member holds it is not documented. */
const listIn = (body: IDataObject): IDataObject[] => {
	const found = Object.values(payload(body)).find((value) => Array.isArray(value));
	return (found as IDataObject[] | undefined) ?? [];
};

export const getMany = list({
	name: 'Get Many',
	action: 'Get many departments',
	description: 'Get the departments',
	properties: [fixedObject(OBJECT), source, simplify],
	options: searchOptions.filter(({ name }) => name !== 'emptyValue'),
	query: async (call) =>
		isLegacy(call) ? { actAs: actingUser(call) } : { records: await asked(call, OBJECT) },
	async *pages(api, { records, actAs }: Query, limit) {
		if (records) yield* found(api, records, limit);
		else yield listIn(await api.request(read('/cgi/department/list', {}, actAs)));
	},
});

interface Query {
	records?: Awaited<ReturnType<typeof asked>>;
	actAs?: string;
}
