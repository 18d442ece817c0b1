import { zohoCrm } from '../../nodes/ZohoCrm/vendor';
import { startZohoCrm } from '../emulator/zohoCrm';
import { benchOf, mapped, record } from '../ZohoCrm/bench';
import type { Subject } from './subject';

const ID = '3652397000009999999';

export const zohoCrmSubject: Subject = {
	folder: 'ZohoCrm',
	vendor: zohoCrm,
	async start() {
		const emulator = await startZohoCrm();
		const leads = () => emulator.store.records.get('Leads');
		return {
			emulator,
			bench: () => benchOf(emulator),
			secrets: [emulator.account.clientSecret, emulator.account.refreshToken],
			create: {
				parameters: record('create', {
					fields: mapped({ Last_Name: '={{ $json.name }}', Email: '={{ $json.email }}' }),
				}),
				method: 'POST',
				path: '/crm/v8/Leads',
				size: 100,
				item: (n) => ({ name: `Person ${n}`, email: `p${n}@example.com` }),
				identity: ({ id }) => leads()?.get(String(id))?.values.Last_Name,
				bad: { name: 'Bad', email: 'no mail address' },
				count: () => leads()?.size ?? 0,
			},
			read: {
				parameters: record('get', { recordId: ID }),
				method: 'GET',
				path: `/crm/v8/Leads/${ID}`,
			},
			many: {
				parameters: record('getAll', { fieldNames: ['Last_Name'], options: { pageSize: 10 } }),
				method: 'GET',
				path: '/crm/v8/Leads',
				pageSize: 10,
			},
			seed: (n) => {
				emulator.seed.records('Leads', [{ Last_Name: 'Seed 0' }], { id: ID });
				const rest = Array.from({ length: n - 1 }, (_, index) => ({
					Last_Name: `Seed ${index + 1}`,
				}));
				emulator.seed.records('Leads', rest);
			},
			stuck: {
				status: 200,
				body: {
					data: Array.from({ length: 10 }, (_, n) => ({ id: String(n + 1) })),
					info: { more_records: true, next_page_token: 'again' },
				},
			},
			tooMany: {
				status: 429,
				body: { code: 'TOO_MANY_REQUESTS', details: {}, message: 'too many', status: 'error' },
			},
			refusal: (message) => ({
				status: 400,
				body: { code: 'INVALID_DATA', details: {}, message, status: 'error' },
			}),
			expire: () => emulator.store.tokens.clear(),
		};
	},
};
