import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { Output } from '../operation';
import type { Api, ApiRequest, Query } from '../transport/api';
import { urlOf } from '../transport/http';
import type { ApiResponse } from '../vendor';

type Stream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** A file of an input item. */
export interface InputFile {
	name: string;
	mimeType: string;
	/** Bytes. */
	size: number;
	bytes(): Promise<Buffer>;
	/** Absent where n8n holds the file in memory anyway. */
	open?(): Promise<Stream>;
}

/** Files up to this size are sent from memory, larger ones as a stream. */
export const STREAMED_FROM = 8 * 1024 * 1024;

export async function inputFile(context: IExecuteFunctions, data: IBinaryData): Promise<InputFile> {
	const { helpers } = context;
	const bytes = async () => Buffer.from(data.data, 'base64');
	const name = data.fileName ?? `file${data.fileExtension ? `.${data.fileExtension}` : ''}`;
	const { id } = data;
	if (!id) {
		const size = (await bytes()).length;
		return { name, mimeType: data.mimeType, size, bytes };
	}
	return {
		name,
		mimeType: data.mimeType,
		size: (await helpers.getBinaryMetadata(id)).fileSize,
		bytes: async () => await helpers.binaryToBuffer(await helpers.getBinaryStream(id)),
		open: async () => await helpers.getBinaryStream(id),
	};
}

/** The file's extension in lower case, without the dot. */
export const extension = (name: string) => /\.([^./\\]+)$/.exec(name)?.[1].toLowerCase() ?? '';

/** Part name → file or text, as a multipart body: from memory where it is small or held there, else streamed anew per attempt. */
export async function multipart(
	parts: Readonly<Record<string, InputFile | string>>,
): Promise<Pick<ApiRequest, 'body' | 'headers' | 'timeoutMs'>> {
	const files = Object.values(parts).filter((part): part is InputFile => typeof part !== 'string');
	const timeoutMs = 600_000;
	if (files.some(({ size }) => size > STREAMED_FROM) && files.every(({ open }) => open)) {
		return {
			headers: { 'content-type': 'multipart/form-data' },
			body: async () => await streams(parts),
			timeoutMs,
		};
	}
	const form = new FormData();
	for (const [name, part] of Object.entries(parts)) {
		if (typeof part === 'string') form.append(name, part);
		else
			form.append(
				name,
				new Blob([new Uint8Array(await part.bytes())], { type: part.mimeType }),
				part.name,
			);
	}
	return { body: form, timeoutMs };
}

/** n8n turns a plain object under a multipart header into parts; a stream's `name` becomes the file's name. */
async function streams(parts: Readonly<Record<string, InputFile | string>>) {
	const body: Record<string, unknown> = {};
	for (const [name, part] of Object.entries(parts)) {
		body[name] =
			// a buffer would go without its name
			typeof part === 'string'
				? part
				: Object.assign((await part.open?.()) ?? {}, { name: part.name });
	}
	return body;
}

export interface Download {
	/** Below the base URL, or absolute: a link to another host is fetched without the credential. */
	url: string;
	query?: Query;
	/** Fetch a link of the vendor's own host without the credential, too. */
	anonymous?: boolean;
	/** Used when the answer names none. */
	name?: string;
	/** Name of the binary field of the output. */
	field: string;
}

const MOST_REDIRECTS = 5;

/** A file as an output item: bytes in the binary field, name, type and size in the JSON. */
export async function download(
	context: IExecuteFunctions,
	api: Api,
	wanted: Download,
): Promise<Output> {
	const { answer, url } = await follow(api, wanted, 0);
	const { headers } = answer;
	const name = dispositionName(headers['content-disposition']) ?? wanted.name ?? nameIn(url);
	const type = headers['content-type']?.split(';')[0].trim();
	const data = await context.helpers.prepareBinaryData(
		answer.body as Stream,
		name,
		type || undefined,
	);
	const { fileName = name, mimeType, bytes } = data as IBinaryData & { bytes?: number };
	const size =
		bytes ??
		(data.id
			? (await context.helpers.getBinaryMetadata(data.id)).fileSize
			: Buffer.from(data.data, 'base64').length);
	return { json: { fileName, mimeType, fileSize: size }, binary: { [wanted.field]: data } };
}

/** The vendor's own host gets the credential, every other host does not; redirects are decided hop by hop. */
async function follow(
	api: Api,
	wanted: Download,
	hop: number,
): Promise<{ answer: ApiResponse; url: string }> {
	const url = urlOf(api.baseURL, wanted.url, true);
	const foreign = new URL(url).origin !== new URL(api.baseURL).origin;
	const anonymous = wanted.anonymous || foreign;
	const answer = await api.send({
		method: 'GET',
		url,
		query: wanted.query,
		as: 'stream',
		anonymous,
	});
	const { location } = answer.headers;
	if (answer.status < 300 || !location) return { answer, url };
	if (hop >= MOST_REDIRECTS) throw api.refusal({ message: 'The link leads in a circle' });
	const next = new URL(location, url).href;
	return await follow(api, { ...wanted, url: next, query: undefined }, hop + 1);
}

function dispositionName(header = ''): string | undefined {
	const encoded = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(header)?.[1];
	if (encoded) return decoded(encoded);
	const [, quoted, bare] = /filename\s*=\s*(?:"([^"]*)"|([^;]+))/i.exec(header) ?? [];
	const name = quoted ?? bare?.trim();
	return name && utf8(decoded(name));
}

/** Header bytes arrive as Latin-1; many servers mean UTF-8. */
function utf8(text: string): string {
	const read = Buffer.from(text, 'latin1').toString('utf8');
	const wide = [...text].some((sign) => sign.charCodeAt(0) > 0xff);
	return wide || read.includes('\uFFFD') ? text : read;
}

const nameIn = (url: string) => decoded(new URL(url).pathname.split('/').pop() ?? '') || 'file';

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
