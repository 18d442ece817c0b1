import { FxiaokeTrigger } from '../../nodes/Fxiaoke/FxiaokeTrigger.node';
import { fxiaoke } from '../../nodes/Fxiaoke/vendor';
import { startFxiaoke } from '../emulator/fxiaoke';
import { mapped, object, record, signedIn, WIDE } from '../Fxiaoke/bench';
import type { Subject } from './subject';

export const fxiaokeSubject: Subject = {
	folder: 'Fxiaoke',
	vendor: fxiaoke,
	async start() {
		const emulator = await startFxiaoke({ switches: WIDE });
		const accounts = () =>
			[...emulator.store.records.values()].filter(({ object }) => object === 'AccountObj');
		let first = '';
		const { appSecret, permanentCode } = emulator.account;
		return {
			emulator,
			bench: () => signedIn(emulator),
			get secrets() {
				return [appSecret, permanentCode, emulator.auth.grant('current')];
			},
			create: {
				parameters: record('create', {
					fields: mapped({ name: '={{ $json.name }}', amount: '={{ $json.amount }}' }),
				}),
				method: 'POST',
				path: '/cgi/crm/v2/data/create',
				size: 1,
				item: (n) => ({ name: `Account ${n}`, amount: String(n) }),
				identity: ({ _id }) => emulator.store.records.get(String(_id))?.values.name,
				bad: { name: 'Bad', amount: 'much' },
				count: () => accounts().length,
			},
			read: {
				get parameters() {
					return record('get', { recordId: first || 'none', simplify: true });
				},
				method: 'POST',
				path: '/cgi/crm/v2/data/get',
			},
			many: {
				parameters: record('getAll', { simplify: true }),
				method: 'POST',
				path: '/cgi/crm/v2/data/query',
				pageSize: 100,
			},
			seed: (n) => {
				const rows = Array.from({ length: n }, (_, index) => ({ name: `Seed ${index}` }));
				[first = ''] = emulator.seed.records('AccountObj', rows);
			},
			stuck: {
				status: 200,
				body: {
					errorCode: 0,
					errorMessage: 'OK',
					traceId: 't',
					data: { dataList: Array.from({ length: 100 }, (_, n) => ({ _id: `id-${n}` })) },
				},
			},
			tooMany: {
				status: 200,
				body: { errorCode: 30004, errorMessage: 'too many', traceId: 't' },
			},
			refusal: (message) => ({
				status: 200,
				body: { errorCode: 32000, errorMessage: message, errorDescription: message, traceId: 't' },
			}),
			polling: {
				type: () => new FxiaokeTrigger(),
				parameters: {
					event: 'recordUpdated',
					objectType: object('AccountObj'),
					simplify: true,
				},
				page: { method: 'POST', path: '/cgi/crm/v2/data/query' },
				happened: (n, at) => {
					const times = { create_time: at, last_modified_time: at };
					const rows = Array.from({ length: n }, (_, index) => ({ name: `H ${index}`, ...times }));
					emulator.seed.records('AccountObj', rows);
				},
			},
			expire: () => emulator.auth.expireTokens(),
		};
	},
};
