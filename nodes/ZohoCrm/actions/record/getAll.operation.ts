import type { IDataObject } from 'n8n-workflow';
import { list } from '../../../core/operation';
import type { Api } from '../../../core/transport/api';
import { byToken } from '../../pages';
import {
	choice,
	converted,
	fieldNames,
	fieldsOf,
	flag,
	given,
	idsIn,
	modifiedSince,
	moduleIn,
	objectType,
	pageSize,
	since,
	sizeOf,
	sortBy,
	sorting,
	sortOrder,
	text,
} from '../../parameters';

const MOST_IDS = 100;
/** Lists cut rich text here. */
const CUT = 500;

/** Texts that a list has cut, whole: one request for each record that has such. */
async function unabridged(api: Api, module: string, rows: IDataObject[]): Promise<IDataObject[]> {
	const out: IDataObject[] = [];
	for (const row of rows) {
		const cut = Object.keys(row).filter(
			(name) => typeof row[name] === 'string' && String(row[name]).length >= CUT,
		);
		if (!cut.length) {
			out.push(row);
			continue;
		}
		const body = await api.request<{ data?: IDataObject[] }>({
			method: 'GET',
			url: `/crm/v8/${module}/${String(row.id)}/actions/fetch_full_data`,
			query: { fields: cut.join(',') },
		});
		out.push({ ...row, ...body.data?.[0] });
	}
	return out;
}

export const getMany = list({
	name: 'Get Many',
	action: 'Get many records',
	description: 'List records of a module, up to 100,000',
	properties: [objectType, fieldNames],
	options: [
		choice('Custom View', 'cvid', 'getViews', {
			hint: 'Has its own order: not together with "Sort By"',
		}),
		modifiedSince,
		text('Record IDs', 'ids', {
			description: 'Only these records: IDs separated by commas, asked for by 100',
		}),
		converted,
		sortBy,
		sortOrder,
		flag(
			'Full Rich Text',
			'fullRichText',
			'Whether to get texts whole that a list cuts at 500 characters, with one more request per such record',
		),
		text('Territory ID', 'territoryId'),
		flag(
			'Include Child Territories',
			'includeChild',
			'Whether to include records of territories below',
		),
		pageSize,
	],
	async query(call) {
		const module = moduleIn(call);
		const cvid = call.text('cvid') || undefined;
		if (cvid && call.text('sortBy'))
			call.refuse(
				'sortBy',
				'cannot go together with "Custom View"',
				'A custom view has an order of its own',
			);
		return {
			module,
			size: sizeOf(call),
			ids: idsIn(call, 'ids'),
			headers: since(call),
			whole: call.flag('fullRichText'),
			query: given({
				fields: await fieldsOf(call, module),
				cvid,
				territory_id: call.text('territoryId'),
				include_child: call.flag('includeChild') ? true : undefined,
				...sorting(call),
			}) as Record<string, string>,
		};
	},
	async *pages(api, { module, size, ids, headers, query, whole }, limit) {
		const groups = ids.length
			? Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, n) =>
					ids.slice(n * MOST_IDS, (n + 1) * MOST_IDS).join(','),
				)
			: [undefined];
		for (const group of groups) {
			const request = {
				method: 'GET',
				url: `/crm/v8/${module}`,
				headers,
				query: { ...query, ids: group },
			} as const;
			for await (const page of byToken(api, { request, size: Math.min(size, limit), module })) {
				yield whole ? await unabridged(api, module, page.slice(0, limit)) : page;
			}
		}
	},
});
