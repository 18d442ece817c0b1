import axios from 'axios';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestHelper,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { FxiaokeApi } from '../../credentials/FxiaokeApi.credentials';
import { originOf } from '../../nodes/Fxiaoke/host';
import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { outputs } from '../support/contexts';
import { benchOf, legacy, WIDE } from './bench';

/** What n8n does when a user presses "Test": it signs in, then sends the request of `test` and looks at its rules. */

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE });
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

/** Says what an expression of n8n gives. */
class Echo implements INodeType {
	description = {
		name: 'echo',
		displayName: 'Echo',
		properties: [{ displayName: 'Value', name: 'value', type: 'string', default: '' }],
	} as unknown as INodeTypeDescription;

	async execute(this: IExecuteFunctions) {
		return [[{ json: { value: this.getNodeParameter('value', 0) as string } }]];
	}
}

const baseURL = async (credential: ICredentialDataDecryptedObject): Promise<unknown> => {
	const expression = String(new FxiaokeApi().test.request.baseURL);
	const value = expression.replaceAll('$credentials', '$json');
	const bench = { ...benchOf(emulator), type: new Echo() };
	return (await outputs(bench, { parameters: { value }, items: [credential] }))[0].value;
};

it.each([
	{ cloud: 'open.fxiaoke.com', customDomain: '' },
	{ cloud: 'open-na.sharecrm.com', customDomain: '' },
	{ cloud: 'custom', customDomain: 'open.example.com' },
	{ cloud: 'custom', customDomain: 'open.example.com/' },
	{ cloud: 'custom', customDomain: 'https://open.example.com//' },
	{ cloud: 'custom', customDomain: 'http://127.0.0.1:4011' },
])('goes to the host that the node goes to: %j', async (credential) => {
	expect(await baseURL(credential)).toBe(originOf(credential));
});

async function test(changes: ICredentialDataDecryptedObject): Promise<string | undefined> {
	const { store, credential } = benchOf(emulator, changes);
	const type = new FxiaokeApi();
	const { authenticate } = type;
	if (typeof authenticate !== 'function') throw new Error('authenticate is a function');
	const helpers = {
		httpRequest: async ({ url, body, qs }: { url: string; body: object; qs: object }) =>
			(await axios.post<unknown>(url, body, { params: qs })).data,
	};
	const given = { ...store.read(credential) };
	const token = await type.preAuthentication.call(
		{ helpers } as unknown as IHttpRequestHelper,
		given,
	);
	const { request, rules } = type.test;
	const { url, method, body } = request;
	const signed = await authenticate(
		{ ...given, ...token },
		{ url: `${String(await baseURL(given))}${url}`, method, body },
	);
	const { data } = await axios.request<{ errorCode: number }>({
		url: signed.url,
		method: signed.method,
		params: signed.qs,
		headers: signed.headers as Record<string, string>,
		data: signed.body,
	});
	const broken = rules?.find(
		({ type: kind, properties }) =>
			kind === 'responseSuccessBody' && data[properties.key as 'errorCode'] === properties.value,
	);
	if (!broken) expect(data.errorCode).toBe(0);
	return broken && String(broken.properties.message);
}

it.each([{}, legacy, { ...legacy, userId: '', mobile: '13800000001' }])(
	'passes with good values %j',
	async (changes) => {
		expect(await test(changes)).toBeUndefined();
		expect(emulator.log.of('POST', '/cgi/crm/v2/object/list')).toHaveLength(1);
	},
);

it.each([
	[{ userId: '4711' }, '30027'],
	[{ ...legacy, userId: 'FSUID_4711' }, '20012'],
])('explains a wrong user %j', async (changes, code) => {
	expect(await test(changes)).toContain(code);
});

it.each([-1, -2, 10006, 15002, 32000, 50009])('does not pass on code %i', async (errorCode) => {
	emulator.faults.add({
		when: { path: '/cgi/crm/v2/object/list' },
		before: true,
		answer: { status: 200, body: { errorCode, errorMessage: 'no', traceId: 't' } },
	});
	expect(await test({})).toContain(String(errorCode));
});

it('explains that no quota pack was bought', async () => {
	emulator.switches.quotaPack = false;
	expect(await test({})).toContain('quota pack');
});
