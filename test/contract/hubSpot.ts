import { hubSpot } from '../../nodes/HubSpot/vendor';
import { HubSpotInstantTrigger } from '../../nodes/HubSpot/HubSpotInstantTrigger.node';
import { HubSpotTrigger } from '../../nodes/HubSpot/HubSpotTrigger.node';
import { eventOf, outgoingEvents } from '../emulator/hubSpot/push';
import { appBenchOf, benchOf, mapped, object, record, start } from '../HubSpot/bench';
import type { Subject } from './subject';

const CONTACTS = '/crm/objects/2026-03/contacts';

export const hubSpotSubject: Subject = {
	folder: 'HubSpot',
	vendor: hubSpot,
	async start() {
		const emulator = await start();
		const delivery = (
			url: string,
			n: number,
			{ secret = emulator.app.clientSecret, at = Date.now() } = {},
		) =>
			outgoingEvents(
				url,
				secret,
				[eventOf({ id: '1', eventType: 'contact.creation' }, { id: String(n + 1), at })],
				{ at },
			);
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
			polling: {
				type: () => new HubSpotTrigger(),
				parameters: { event: 'recordUpdated', objectType: object('contacts'), simplify: true },
				page: { method: 'POST', path: `${CONTACTS}/search` },
				happened: (n, at) => {
					const rows = Array.from({ length: n }, (_, index) => ({
						firstname: `Happened ${index}`,
					}));
					emulator.seed.records('contacts', rows, at);
				},
			},
			pushing: {
				type: () => new HubSpotInstantTrigger(),
				bench: () => appBenchOf(emulator),
				parameters: {
					setUp: 'api',
					subscriptions: { subscription: [{ eventType: 'contact.creation' }] },
				},
				genuine: (url, n) => delivery(url, n),
				forged: (url) => {
					const genuine = delivery(url, 1);
					const { headers, body } = genuine;
					const other = { 'x-hubspot-signature-v3': 'AAAA' };
					return {
						'another secret': delivery(url, 1, { secret: 'a guess' }),
						'no signature': { ...genuine, headers: { 'content-type': 'application/json' } },
						'a truncated signature': { ...genuine, headers: { ...headers, ...other } },
						'a truncated body': { ...genuine, body: body.slice(0, -1) },
						're-encoded': { ...genuine, body: body.replace(/,/g, ', ') },
						'six minutes old': delivery(url, 1, { at: Date.now() - 360_000 }),
					};
				},
			},
		};
	},
};
