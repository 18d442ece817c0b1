import { zohoCrm } from '../../nodes/ZohoCrm/vendor';
import { ZohoCrmInstantTrigger } from '../../nodes/ZohoCrm/ZohoCrmInstantTrigger.node';
import { ZohoCrmTrigger } from '../../nodes/ZohoCrm/ZohoCrmTrigger.node';
import { startZohoCrm } from '../emulator/zohoCrm';
import { outgoing } from '../emulator/zohoCrm/notify';
import { benchOf, mapped, object, record } from '../ZohoCrm/bench';
import type { Subject } from './subject';

const ID = '3652397000009999999';

export const zohoCrmSubject: Subject = {
	folder: 'ZohoCrm',
	vendor: zohoCrm,
	async start() {
		const emulator = await startZohoCrm();
		const leads = () => emulator.store.records.get('Leads');
		const happened = (n: number) => ({
			module: 'Leads',
			operation: 'insert' as const,
			ids: [`36523970000088880${10 + n}`],
		});
		const channelAt = (url: string) => {
			const channel = [...emulator.store.channels.values()].find((one) => one.url === url);
			if (!channel) throw new Error(`no channel delivers to ${url}`);
			return channel;
		};
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
			polling: {
				type: () => new ZohoCrmTrigger(),
				parameters: { event: 'recordUpdated', objectType: object('Leads'), simplify: true },
				page: { method: 'POST', path: '/crm/v8/coql' },
				happened: (n, at) => {
					const rows = Array.from({ length: n }, (_, index) => ({
						Last_Name: `Happened ${index}`,
					}));
					emulator.seed.records('Leads', rows, { created: at, modified: at });
				},
			},
			pushing: {
				type: () => new ZohoCrmInstantTrigger(),
				parameters: { objectType: object('Leads'), watchFor: ['create'], fetchRecord: false },
				genuine: (url, n) => outgoing(channelAt(url), happened(n), 1_795_000_000_000),
				forged: (url) => {
					const channel = channelAt(url);
					const genuine = outgoing(channel, happened(1), 1_795_000_000_000);
					return {
						'another token': outgoing({ ...channel, token: 'a guess' }, happened(1), 1),
						'no token': outgoing({ ...channel, token: null }, happened(1), 1),
						'another channel': outgoing({ ...channel, id: '1' }, happened(1), 1),
						'a truncated body': { ...genuine, body: genuine.body.slice(0, -2) },
						'a form': {
							...genuine,
							headers: { 'content-type': 'application/x-www-form-urlencoded' },
						},
					};
				},
			},
			expire: () => emulator.store.tokens.clear(),
		};
	},
};
