import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../core/transport/api';
import { shaped } from './records';
import { read, recordPath } from './requests';

export interface Wanted {
	objectType: string;
	id: string;
	actAs?: string;
	includeNull?: boolean;
	labels?: boolean;
	/** Further members of the body, beside `data`. */
	switches?: IDataObject;
	/** False: with all companions. */
	simplify?: boolean;
}

export async function readRecord(
	api: Api,
	{ objectType, id, actAs, includeNull = false, labels = false, simplify = true, switches }: Wanted,
): Promise<IDataObject> {
	const { data } = await api.request<{ data?: IDataObject | null }>(
		read(
			recordPath(objectType, 'get'),
			{ includeNull, ...switches, data: { dataObjectApiName: objectType, objectDataId: id } },
			actAs,
		),
	);
	if (!data || !Object.keys(data).length) {
		throw api.refusal({
			message: `Fxiaoke has no such record: ${objectType} ${id}`,
			hint: 'Check the object, which is case-sensitive, and the ID',
			notFound: true,
		});
	}
	const fields = labels ? await api.fields(objectType) : [];
	return shaped(data, { simplify, labels, fields });
}
