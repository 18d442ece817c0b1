import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../core/transport/api';
import type { Choice } from '../core/vendor';

/** The rows of `GET /v1/filters`. Its answer was never seen: rows with an `id` and a name are expected. */
export async function filters(api: Api, objectType: string): Promise<IDataObject[]> {
	const userId = String(api.credential.filterUserId ?? '').trim();
	const { data } = await api.request<{ data?: IDataObject[] | { list?: IDataObject[] } }>({
		method: 'GET',
		url: '/v1/filters',
		query: { objectApiName: objectType, userId: userId || undefined },
	});
	return Array.isArray(data) ? data : (data?.list ?? []);
}

export async function listFilters(api: Api, current: (name: string) => string): Promise<Choice[]> {
	const rows = await filters(api, current('objectType'));
	return rows.map(({ id, name, filterName }) => ({
		name: String(name ?? filterName ?? id),
		value: String(id),
		description: `ID ${String(id)}`,
	}));
}
