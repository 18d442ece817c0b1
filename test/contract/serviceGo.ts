import { serviceGo } from '../../nodes/ServiceGo/vendor';
import { ServiceGoInstantTrigger } from '../../nodes/ServiceGo/ServiceGoInstantTrigger.node';
import { ServiceGoTrigger } from '../../nodes/ServiceGo/ServiceGoTrigger.node';
import { startServiceGo } from '../emulator/serviceGo';
import { outgoingPush } from '../emulator/serviceGo/push';
import { benchOf, byId, mapped, object, record } from '../ServiceGo/bench';
import type { Subject } from './subject';

export const serviceGoSubject: Subject = {
	folder: 'ServiceGo',
	vendor: serviceGo,
	async start() {
		const emulator = await startServiceGo({ quotaPerMinute: 600_000 });
		const contacts = () =>
			[...emulator.store.records.values()].filter(({ object }) => object === 'contact');
		let benches = 0;
		return {
			emulator,
			bench: () => benchOf(emulator, { note: ++benches }),
			secrets: [emulator.account.email, emulator.account.token, 'sign='],
			create: {
				parameters: record('create', {
					fields: mapped({ name: '={{ $json.name }}', youxiang: '={{ $json.email }}' }),
				}),
				method: 'POST',
				path: '/v1/data',
				size: 1,
				item: (n) => ({ name: `Person ${n}`, email: `p${n}@example.com` }),
				identity: ({ id }) => emulator.store.records.get(Number(id))?.values.get('name'),
				bad: { name: 'Bad', email: 'no mail address' },
				count: () => contacts().length,
			},
			read: {
				parameters: record('get', {
					locateBy: 'uniqueField',
					uniqueField: 'weiyibiaoshi',
					uniqueValue: 'key 0',
					simplify: true,
				}),
				method: 'GET',
				path: '/v1/data',
			},
			many: {
				parameters: record('getAll', {
					filterId: byId(1),
					simplify: true,
					options: { pageSize: 10 },
				}),
				method: 'POST',
				path: /^\/v1\/datas\/(search|scrollSearch)$/,
				pageSize: 10,
			},
			seed: (n) => {
				const rows = Array.from({ length: n }, (_, index) => ({
					name: `Seed ${index}`,
					weiyibiaoshi: `key ${index}`,
				}));
				emulator.seed.records('contact', rows);
			},
			stuck: {
				status: 200,
				body: {
					code: 200,
					visible: false,
					data: Array.from({ length: 10 }, (_, n) => ({ id: n + 1, fieldDataList: [] })),
				},
			},
			tooMany: { status: 429, body: { code: 429, message: 'too many', visible: false } },
			refusal: (message) => ({ status: 400, body: { code: 400, message, visible: false } }),
			polling: {
				type: () => new ServiceGoTrigger(),
				parameters: {
					event: 'recordUpdated',
					objectType: object('contact'),
					filterId: byId(1),
					simplify: true,
				},
				page: { method: 'POST', path: '/v1/datas/scrollSearch' },
				happened: (n, at) => {
					const rows = Array.from({ length: n }, (_, index) => ({ name: `Happened ${index}` }));
					emulator.seed.records('contact', rows, { createTime: at, updateTime: at });
				},
			},
			pushing: {
				type: () => new ServiceGoInstantTrigger(),
				parameters: {},
				credential: { pushSecret: 'a-push-secret' },
				genuine: (url, n) => outgoingPush(url, 'a-push-secret', n + 1, { name: `Pushed ${n}` }),
				forged: (url) => {
					const push = outgoingPush(url, 'a-push-secret', 1, {});
					return {
						'another secret': outgoingPush(url, 'a guess', 1, {}),
						'no signature': { ...push, url: push.url.replace(/&sign.*/, '') },
						'a truncated signature': { ...push, url: push.url.slice(0, -1) },
						'a truncated body': { ...push, body: '{' },
					};
				},
			},
			expire: ({ store, credential }) => {
				store.read(credential).digest = 'sha1';
			},
		};
	},
};
