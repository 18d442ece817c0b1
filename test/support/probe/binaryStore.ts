/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { BinaryDataConfig, BinaryDataService, FileLocation } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

interface Services {
	get<T>(type: abstract new (...parts: never[]) => T): T;
}

/** n8n-core's own copy: another one knows none of its services. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: Services;
};

/** n8n's own store of files on disk: items then hold an ID and not the bytes. */
export async function startBinaryStore() {
	const folder = mkdtempSync(join(tmpdir(), 'probe-files-'));
	Object.assign(Container.get(BinaryDataConfig), { mode: 'filesystem', localStoragePath: folder });
	const service = Container.get(BinaryDataService);
	await service.init();
	return {
		store: async (fileName: string, mimeType: string, content: Buffer): Promise<IBinaryData> =>
			await service.store(FileLocation.ofExecution('workflow-1', 'execution-1'), content, {
				fileName,
				mimeType,
				data: '',
			}),
		read: async (data: IBinaryData): Promise<Buffer> => await service.getAsBuffer(data),
		close: () => rmSync(folder, { recursive: true, force: true }),
	};
}
