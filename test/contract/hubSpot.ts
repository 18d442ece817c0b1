import { hubSpot } from '../../nodes/HubSpot/vendor';
import { benchOf, mapped, record, start } from '../HubSpot/bench';
import type { Subject } from './subject';

const CONTACTS = '/crm/objects/2026-03/contacts';

export const hubSpotSubject: Subject = {
	folder: 'HubSpot',
	vendor: hubSpot,
	async start() {
		const emulator = await start();
		const contacts = () => [...(emulator.store.records.get('0-1')?.values() ?? [])];
		return {
			emulator,
			bench: () => benchOf(emulator),
			secrets: [emulator.token],
			create: {
				parameters: record('create', {
					fields: mapped({ firstname: '={{ $json.name }}', email: '={{ $json.email }}' }),
				}),
				method: 'POST',
				path: `${CONTACTS}/batch/create`,
				size: 100,
				item: (n) => ({ name: `Person ${n}`, email: `p${n}@example.com` }),
				identity: ({ firstname }) => firstname,
				bad: { name: 'Bad', email: 'no mail address' },
				count: () => contacts().length,
			},
			read: {
				parameters: record('get', {
					locateBy: 'uniqueField',
					uniqueField: 'external_id',
					uniqueValue: 'key 0',
				}),
				method: 'GET',
				path: `${CONTACTS}/key%200`,
			},
			many: {
				parameters: record('getAll', { options: { pageSize: 10 } }),
				method: 'GET',
				path: CONTACTS,
				pageSize: 10,
			},
			seed: (n) => {
				const rows = Array.from({ length: n }, (_, index) => ({
					firstname: `Seed ${index}`,
					external_id: `key ${index}`,
				}));
				emulator.seed.records('contacts', rows);
			},
			stuck: {
				status: 200,
				body: {
					results: Array.from({ length: 10 }, (_, n) => ({ id: String(n + 1), properties: {} })),
					paging: { next: { after: '10' } },
				},
			},
			tooMany: {
				status: 429,
				body: {
					status: 'error',
					message: 'You have reached your ten_secondly_rolling limit.',
					errorType: 'RATE_LIMIT',
					policyName: 'TEN_SECONDLY_ROLLING',
				},
			},
			refusal: (message) => ({
				status: 400,
				body: { status: 'error', category: 'VALIDATION_ERROR', message },
			}),
		};
	},
};
