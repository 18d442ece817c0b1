import { list } from '../../../core/operation';
import { walk } from '../../../core/transport/paging';
import { infoOf, rowsOf } from '../../rows';

const FEW = 200;
const MANY = 2000;
const MOST = 100_000;

/** The query without text in quotes, so that words inside a value are not taken for the grammar's. */
const bare = (query: string) => query.replace(/'(?:[^'\\]|\\.)*'/g, "''");

export const coql = list({
	name: 'COQL Query',
	action: 'Query records by COQL',
	description: "Select records by Zoho's query language, up to 100,000; always up to date",
	properties: [
		{
			displayName: 'Query',
			name: 'coqlQuery',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder:
				"e.g. select Last_Name, Email from Leads where Lead_Status = 'Contacted' order by Created_Time asc",
			description:
				'Without "limit": Return All and Limit decide. "where" is required ("Created_Time is not null" for all), three conditions or more go in pairs of brackets. Give an order, so that pages do not overlap.',
		},
	],
	options: [
		{
			displayName: 'Rows per Call',
			name: 'rowsPerCall',
			type: 'options',
			options: [
				{ name: '200 (1 Credit)', value: 200 },
				{ name: '2,000 (3 Credits)', value: 2000 },
			],
			default: 2000,
			description:
				'Pages of Zoho differ on the most rows of a call: choose 200 where 2,000 is refused. Without this option 200 are asked for up to that limit, 2,000 above.',
		},
	],
	query(call) {
		const query = call.required('coqlQuery').replace(/;\s*$/, '');
		const plain = bare(query);
		if (!/^\s*select\s/i.test(plain)) call.refuse('coqlQuery', 'must begin with "select"');
		if (!/\swhere\s/i.test(plain))
			call.refuse(
				'coqlQuery',
				'has no "where"',
				'COQL demands one: "where id is not null" takes all records',
			);
		if (/\slimit\s+\d/i.test(plain))
			call.refuse(
				'coqlQuery',
				'holds a "limit"',
				'Take it out: "Limit" and "Return All" below decide',
			);
		return { query, size: call.integer('rowsPerCall', { min: 1, max: MANY }) };
	},
	pages(api, { query, size }, limit) {
		const most = Math.min(size ?? (limit > FEW ? MANY : FEW), limit);
		return walk<number>(api, {
			first: 0,
			request: (offset) => ({
				method: 'POST',
				url: '/crm/v8/coql',
				body: { select_query: `${query} limit ${offset}, ${most}` },
				safe: true,
				limit: 'heavy',
			}),
			read(body, offset) {
				const { more } = infoOf(body);
				const next = offset + most;
				if (more && next + most > MOST && limit > next)
					throw api.refusal({
						message: `COQL shows ${MOST.toLocaleString('en')} records at most, and there are more`,
						hint: 'Narrow the query down, e.g. by "id > …" after the last one, or use the resource "Bulk"',
					});
				return { rows: rowsOf(body), next: more ? next : undefined };
			},
		});
	},
});
