import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { extension, multipart, STREAMED_FROM, type InputFile } from '../core/data/files';
import type { Call } from '../core/node/call';
import { contextOf, type ItemError } from '../core/transport/errors';
import type { ApiRequest } from '../core/transport/api';
import type { ApiResponse, Verdict } from '../core/vendor';
import { write } from './requests';

/** 100 MB, the vendor's own bound. */
export const LARGEST = 104_857_600;

/** What step 1 answers and step 2 has to show as headers. */
const SIGNED = ['acid', 'resource', 'ak', 'sign', 'expiry', 'filename', 'size', 'digest'];

export const uploadOptions: INodeProperties[] = [
	{
		displayName: 'File Extension',
		name: 'fileExtension',
		type: 'string',
		default: '',
		placeholder: 'e.g. txt',
		description: 'For files whose name has none: Fxiaoke is told one with every upload',
	},
	{
		displayName: 'Keep For Good',
		name: 'permanent',
		type: 'boolean',
		default: true,
		description:
			'Whether the file stays although no record holds it. Otherwise it goes after three days, unless it was stored in a record.',
	},
	{
		displayName: 'Send as Form',
		name: 'asForm',
		type: 'boolean',
		default: true,
		description: 'Whether to send the file as a form and not as a raw stream; both are documented',
	},
	{
		displayName: 'Signature Lifetime (Seconds)',
		name: 'expireTime',
		type: 'number',
		typeOptions: { minValue: 60, maxValue: 604800 },
		default: 3600,
		description: 'How long the upload may take to begin',
	},
];

interface Signature extends IDataObject {
	url?: string;
	method?: string;
	contentType?: string;
}

const extensionOf = (call: Call, { name }: InputFile): string =>
	extension(name) ||
	call.text('fileExtension') ||
	call.refuse(
		'binaryPropertyName',
		`: the name "${name}" has no extension, and Fxiaoke is told one with every upload`,
		'Give it in "File Extension" in the options',
	);

/** The signature of one upload: single use. */
async function signature(call: Call, file: InputFile, actAs?: string) {
	const body = await call.api.request<{ data?: Signature; traceId?: string }>({
		...write(
			'/cgi/crm/v2/generatorFileUploadCredential',
			{
				data: {
					expireTime: call.integer('expireTime', { min: 60, max: 604_800 }) ?? 3600,
					resourceType: call.flag('permanent') ? 'N' : 'TN',
					isStreamUpload: !call.flag('asForm'),
					filename: file.name,
					extension: extensionOf(call, file),
					fileSize: file.size,
				},
			},
			actAs,
		),
		// a signature that nobody uses ends by itself
		safe: true,
	});
	const { data, traceId } = body;
	if (!data?.url || !URL.canParse(data.url)) {
		throw call.api.refusal({ message: 'Fxiaoke gave no address to upload to', trace: traceId });
	}
	return { data, traceId: traceId ?? '' };
}

/** Header values are Latin-1 at most. */
const headerText = (value: unknown) =>
	/^[\x20-\x7e]*$/.test(String(value)) ? String(value) : encodeURIComponent(String(value));

/** The file host has an envelope of its own: `{ success, code, message, data }`. */
const judge =
	(name: string, trace: string) =>
	({ status, body }: ApiResponse): Verdict => {
		const { success, code, message, data } = (
			body && typeof body === 'object' ? body : {}
		) as IDataObject;
		if (success === true && typeof data === 'string' && data) return { kind: 'ok' };
		if (status >= 500)
			return { kind: 'unsure', reason: `The file host answered with ${status}`, trace };
		return {
			kind: 'fail',
			message: `Fxiaoke's file host refused "${name}"${message ? `: ${String(message)}` : ''}`,
			code: String(code ?? status),
			trace,
		};
	};

async function sent(call: Call, file: InputFile, actAs?: string): Promise<string> {
	const { data, traceId } = await signature(call, file, actAs);
	const signed = SIGNED.filter((name) => data[name] !== undefined && data[name] !== null);
	const headers: Record<string, string> = Object.fromEntries(
		signed.map((name) => [name, headerText(data[name])]),
	);
	const form = call.flag('asForm') ? await multipart({ facishareFile: file }) : undefined;
	const request: ApiRequest = {
		method: 'POST',
		url: String(data.url),
		query: { traceId: randomUUID(), linkId: traceId },
		// never with the credential: the signature is enough
		anonymous: true,
		judge: judge(file.name, traceId),
		timeoutMs: 600_000,
		...form,
		...(!form && { body: async () => await content(file) }),
		headers: {
			...headers,
			...form?.headers,
			...(!form && {
				'content-type': String(data.contentType ?? file.mimeType),
				'content-length': String(file.size),
			}),
		},
	};
	const body = await call.api.request<{ data: string }>(request);
	return body.data;
}

const content = async ({ size, open, bytes }: InputFile) =>
	size > STREAMED_FROM && open ? await open() : await bytes();

/** Uploads in two steps. A lost answer begins anew with step 1: an upload that nobody refers to ends by itself. */
export async function upload(call: Call, file: InputFile, actAs?: string): Promise<string> {
	return await sent(call, file, actAs).catch(async (error: ItemError) =>
		contextOf(error).outcome === 'unknown' && !call.flag('permanent')
			? await sent(call, file, actAs)
			: await Promise.reject(error),
	);
}

/** The first web address in an answer: which member holds it is not documented. */
export function addressIn(value: unknown): string | undefined {
	if (typeof value === 'string') return /^https?:\/\//i.test(value) ? value : undefined;
	if (!value || typeof value !== 'object') return undefined;
	for (const inner of Object.values(value)) {
		const found = addressIn(inner);
		if (found) return found;
	}
	return undefined;
}
