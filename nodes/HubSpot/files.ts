import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../core/node/call';
import { download, multipart, type InputFile } from '../core/data/files';
import type { Output } from '../core/operation';
import type { Api } from '../core/transport/api';
import { path } from './paths';

/** Parameters and requests of files that several operations share. */

export const fileId: INodeProperties = {
	displayName: 'File ID',
	name: 'fileId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 903',
	hint: 'API version 2026-09 documents import and search of files only: everything else uses 2026-03',
};

export const access: INodeProperties = {
	displayName: 'Access',
	name: 'access',
	type: 'options',
	options: [
		{ name: 'Hidden, Indexable', value: 'HIDDEN_INDEXABLE' },
		{ name: 'Hidden, Not Indexable', value: 'HIDDEN_NOT_INDEXABLE' },
		{ name: 'Hidden, Private', value: 'HIDDEN_PRIVATE' },
		{ name: 'Hidden, Sensitive', value: 'HIDDEN_SENSITIVE' },
		{ name: 'Private', value: 'PRIVATE', description: 'Only by a signed link' },
		{ name: 'Public, Indexable', value: 'PUBLIC_INDEXABLE' },
		{ name: 'Public, Not Indexable', value: 'PUBLIC_NOT_INDEXABLE' },
		{ name: 'Sensitive', value: 'SENSITIVE' },
	],
	default: 'PRIVATE',
	description: 'Who may open the file',
	hint: 'API version 2026-09 documents import and search of files only: everything else uses 2026-03',
};

export const folder: INodeProperties = {
	displayName: 'Folder Path or ID',
	name: 'folder',
	type: 'string',
	default: '/n8n',
	required: true,
	placeholder: 'e.g. /invoices/2026',
	description: 'A path is made where it does not exist; a number is the ID of a folder',
};

export const storing: INodeProperties[] = [
	{
		displayName: 'Duplicates',
		name: 'duplicates',
		type: 'options',
		options: [
			{ name: 'Keep Both', value: 'NONE' },
			{ name: 'Refuse', value: 'REJECT' },
			{ name: 'Return the Existing File', value: 'RETURN_EXISTING' },
		],
		default: 'NONE',
		description: 'What to do about a file with the same content',
	},
	{
		displayName: 'Look for Duplicates In',
		name: 'duplicateScope',
		type: 'options',
		options: [
			{ name: 'Exact Folder', value: 'EXACT_FOLDER' },
			{ name: 'Whole Account', value: 'ENTIRE_PORTAL' },
		],
		default: 'ENTIRE_PORTAL',
	},
	{
		displayName: 'Overwrite',
		name: 'overwrite',
		type: 'boolean',
		default: false,
		description: 'Whether to replace a file of the same name in the same folder',
	},
	{
		displayName: 'Time to Live',
		name: 'ttl',
		type: 'string',
		default: '',
		placeholder: 'e.g. P3M',
		description: 'How long HubSpot keeps the file: an ISO 8601 duration from a day to a year',
	},
	{
		displayName: 'Largest File (MB)',
		name: 'largestFile',
		type: 'number',
		default: 0,
		description:
			"Refuse larger files before they are sent. HubSpot's limit depends on the plan of the account; 0 leaves the check to HubSpot.",
	},
];

export const folderOf = (call: Call): IDataObject => {
	const given = call.required('folder');
	return /^\d+$/.test(given) ? { folderId: given } : { folderPath: given };
};

/** Later versions demand all of these, earlier ones take them. */
export const storageOf = (call: Call): IDataObject => ({
	access: call.text('access') || 'PRIVATE',
	duplicateValidationStrategy: call.text('duplicates') || 'NONE',
	duplicateValidationScope: call.text('duplicateScope') || 'ENTIRE_PORTAL',
	overwrite: call.flag('overwrite'),
	...(call.text('ttl') && { ttl: call.text('ttl') }),
});

export async function inputFilesOf(call: Call): Promise<InputFile[]> {
	const megabytes = call.integer('largestFile') ?? 0;
	const largest = megabytes ? megabytes * 1024 * 1024 : undefined;
	return Object.values(await call.files({ largest }));
}

export interface StoredFile extends IDataObject {
	id: string;
	name: string;
	extension?: string;
}

/** Uploads one file; large ones are streamed. */
export async function upload(call: Call, file: InputFile): Promise<StoredFile> {
	const place = folderOf(call);
	const parts: Record<string, InputFile | string> = {
		options: JSON.stringify(storageOf(call)),
		...Object.fromEntries(Object.entries(place).map(([name, value]) => [name, String(value)])),
		fileName: file.name,
		file,
	};
	return await call.api.request<StoredFile>({
		method: 'POST',
		url: path(call.api, 'files'),
		...(await multipart(parts)),
	});
}

/** Fetches by a signed link, which goes out without the token. */
export async function fetchFile(call: Call, id: string): Promise<Output> {
	const { api, context } = call;
	const signed = await api.request<{ url: string; name: string; extension?: string }>({
		method: 'GET',
		url: path(api, 'files', id, 'signed-url'),
	});
	const { url, name, extension } = signed;
	const output = await download(context, api, {
		url,
		anonymous: true,
		name: extension ? `${name}.${extension}` : name,
		field: call.required('outputBinaryField'),
	});
	return { ...output, json: { id, ...output.json } };
}

interface Task extends IDataObject {
	status?: string;
}

/** Asks for the state of something that HubSpot works on, with growing pauses, until it has ended. */
export async function ended<Answer extends Task>(
	api: Api,
	{ url, pause, mostMs }: { url: string; pause(ms: number): Promise<void>; mostMs: number },
): Promise<Answer> {
	let waited = 0;
	for (let ms = 250; ; ms = Math.min(5_000, ms * 2)) {
		const answer = await api.request<Answer>({ method: 'GET', url });
		if (!['PENDING', 'PROCESSING'].includes(String(answer.status))) return answer;
		if (waited + ms > mostMs)
			throw api.refusal({
				message: `HubSpot is still at work after ${Math.round(waited / 1000)} s (status ${String(answer.status)})`,
				hint: 'It goes on there: ask for the result later, or raise "Most Time to Wait (Seconds)"',
				processed: 'unknown',
			});
		await pause(ms);
		waited += ms;
	}
}

export const mostWait: INodeProperties = {
	displayName: 'Most Time to Wait (Seconds)',
	name: 'mostWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 120,
	description: 'How long to wait for HubSpot to finish its work',
};

export const mostWaitMs = (call: Call) => (call.integer('mostWait') ?? 120) * 1000;
