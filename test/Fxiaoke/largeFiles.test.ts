import { startFxiaoke, type FxiaokeEmulator } from '../emulator/fxiaoke';
import { execute } from '../support/contexts';
import { startBinaryStore } from '../support/probe/binaryStore';
import { of, signedIn, WIDE } from './bench';

let emulator: FxiaokeEmulator;
beforeAll(async () => {
	emulator = await startFxiaoke({ switches: WIDE });
});
afterAll(async () => await emulator.close());

it.each([{}, { asForm: true }])('streams large files %j', async (options) => {
	const files = await startBinaryStore();
	const large = Buffer.alloc(9 * 1024 * 1024, 7);
	const data = await files.store('large.bin', 'application/octet-stream', large);
	const [{ json }] = await execute(signedIn(emulator), {
		parameters: of('file', 'upload', { binaryPropertyName: 'data', options }),
		items: [{ json: {}, binary: { data } }],
	});
	const stored = emulator.store.files.get(String(json.path))?.content;
	expect(stored?.equals(large)).toBe(true);
	files.close();
});
