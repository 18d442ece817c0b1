import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import { rowsIn, searchRequest } from '../../pages';
import { actingUser } from '../../parameters';
import { shaped } from '../../records';
import { PERSONNEL } from './parameters';

/** The first employee that the filters find. */
export async function onePerson(call: Call, filters: IDataObject[]): Promise<IDataObject> {
	const body = await call.api.request(
		searchRequest(
			{ objectType: PERSONNEL, filters, orders: [], actAs: actingUser(call) },
			{ limit: 1, offset: 0, orders: [{ fieldName: '_id', isAsc: true }] },
		),
	);
	const [row] = rowsIn(body);
	if (row) return shaped(row, { simplify: true, labels: false, fields: [] });
	throw call.api.refusal({
		message: 'Fxiaoke has no such user, or does not show it to the acting user',
		hint: 'PersonnelObj needs a sharing rule, even for administrators; the legacy address book may help',
		notFound: true,
	});
}
