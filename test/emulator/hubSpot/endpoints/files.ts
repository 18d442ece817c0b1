import { createHash } from 'node:crypto';
import type { Answer, EmulatorRequest } from '../../frame';
import { noContent, ok, route, type Context, type Endpoints, type Version } from '../context';
import { PATHS } from '../paths';
import { bodyOf, limitOf, one, pageBy, textIn, type Body } from '../query';
import { invalid, missing, Refusal } from '../refusal';
import type { Store, StoredFile } from '../store';

const ACCESS = [
	'PUBLIC_INDEXABLE',
	'PUBLIC_NOT_INDEXABLE',
	'PRIVATE',
	'HIDDEN_INDEXABLE',
	'HIDDEN_NOT_INDEXABLE',
	'HIDDEN_PRIVATE',
	'SENSITIVE',
	'HIDDEN_SENSITIVE',
];

const time = (at: number) => new Date(at).toISOString();
const nameOf = ({ name, extension }: StoredFile) => (extension ? `${name}.${extension}` : name);

const isPublic = ({ access }: StoredFile) => !/PRIVATE|SENSITIVE/.test(access);

export function shownFile({ store, otherUrl }: Context, file: StoredFile) {
	const folder = [...store.folders].find(([, path]) => path === file.folderPath)?.[0] ?? null;
	return {
		id: file.id,
		name: file.name,
		path: `${file.folderPath}/${nameOf(file)}`,
		extension: file.extension,
		access: file.access,
		type: file.type,
		size: file.content.length,
		// a private one is no use without a signature
		url: `${otherUrl()}/${isPublic(file) ? 'public' : 'private'}/${file.id}/${nameOf(file)}`,
		defaultHostingUrl: `${otherUrl()}/${isPublic(file) ? 'public' : 'private'}/${file.id}/${nameOf(file)}`,
		parentFolderId: folder,
		fileMd5: createHash('md5').update(file.content).digest('hex'),
		isUsableInContent: true,
		expiresAt: file.expiresAt === undefined ? null : file.expiresAt,
		archived: false,
		createdAt: time(file.createdAt),
		updatedAt: time(file.updatedAt),
	};
}

interface Options extends Body {
	access?: string;
	ttl?: string;
	overwrite?: boolean;
	duplicateValidationStrategy?: string;
	duplicateValidationScope?: string;
}

function optionsOf(text: string | undefined): Options {
	if (!text) throw invalid('options is missing');
	try {
		return JSON.parse(text) as Options;
	} catch {
		throw invalid('options is not valid JSON');
	}
}

export function checkOptions({
	access,
	ttl,
	duplicateValidationStrategy: strategy,
}: Options): void {
	if (!access || !ACCESS.includes(access)) throw invalid(`access is not valid: ${String(access)}`);
	if (ttl !== undefined && !/^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T.+)?$/.test(ttl))
		throw invalid(`ttl is not valid: ${ttl}`);
	if (strategy !== undefined && !['NONE', 'REJECT', 'RETURN_EXISTING'].includes(strategy))
		throw invalid(`duplicateValidationStrategy is not valid: ${strategy}`);
}

export function folderOf(store: Store, id: string | undefined, path: string | undefined): string {
	if (Boolean(id) === Boolean(path))
		throw invalid('Exactly one of folderId and folderPath is wanted');
	if (id) {
		const found = store.folders.get(id);
		if (found === undefined) throw missing(`Folder ${id} does not exist`);
		return found;
	}
	const wanted = `/${(path ?? '').replace(/^\/+|\/+$/g, '')}`.replace(/^\/$/, '');
	if (![...store.folders.values()].includes(wanted)) store.folders.set(store.next(), wanted);
	return wanted;
}

const kindOf = (type: string) =>
	/^image\//.test(type) ? 'IMG' : /pdf|text|csv/.test(type) ? 'DOCUMENT' : 'OTHER';

export interface NewFile {
	fileName: string;
	content: Buffer;
	contentType: string;
	folderPath: string;
	options: Options;
}

/** Keeps a file, or answers the one that is there, as the options say. */
export function keepFile(store: Store, given: NewFile): StoredFile {
	const { fileName, content, contentType, folderPath, options } = given;
	if (content.length > store.switches.largestFile)
		throw new Refusal(
			413,
			'VALIDATION_ERROR',
			`File is too large: ${content.length} bytes, the maximum is ${store.switches.largestFile}`,
		);
	const [, name = fileName, extension = ''] = /^(.*?)(?:\.([^.]+))?$/.exec(fileName) ?? [];
	const md5 = (file: Buffer) => createHash('md5').update(file).digest('hex');
	const strategy = options.duplicateValidationStrategy ?? 'NONE';
	const twin =
		strategy === 'NONE'
			? undefined
			: [...store.files.values()].find(
					(file) =>
						md5(file.content) === md5(content) &&
						(options.duplicateValidationScope !== 'EXACT_FOLDER' || file.folderPath === folderPath),
				);
	if (twin && strategy === 'RETURN_EXISTING') return twin;
	if (twin)
		throw new Refusal(409, 'CONFLICT', `A file with this content exists already: ${twin.id}`);
	const samePlace = [...store.files.values()].find(
		(file) => file.folderPath === folderPath && file.name === name && file.extension === extension,
	);
	const now = store.now();
	if (samePlace && options.overwrite) {
		return Object.assign(samePlace, { content, contentType, updatedAt: now });
	}
	const file: StoredFile = {
		id: store.next(),
		name: samePlace ? `${name}-1` : name,
		extension,
		access: options.access ?? 'PRIVATE',
		folderPath,
		type: kindOf(contentType),
		content,
		contentType,
		createdAt: now,
		updatedAt: now,
	};
	store.files.set(file.id, file);
	return file;
}

const part = (request: EmulatorRequest, name: string) =>
	request.parts?.find((candidate) => candidate.name === name);
const textPart = (request: EmulatorRequest, name: string) =>
	part(request, name)?.content.toString('utf8');

function upload(context: Context, request: EmulatorRequest): Answer {
	const file = part(request, 'file');
	if (!file) throw invalid('file is missing');
	const options = optionsOf(textPart(request, 'options'));
	checkOptions(options);
	const folderPath = folderOf(
		context.store,
		textPart(request, 'folderId'),
		textPart(request, 'folderPath'),
	);
	const fileName = textPart(request, 'fileName') ?? file.filename ?? 'file';
	const { content, type: contentType } = file;
	const kept = keepFile(context.store, { fileName, content, contentType, folderPath, options });
	return ok(shownFile(context, kept), 201);
}

/** Answers links to files: those of private ones want a signature. */
export function answerFile(store: Store, request: EmulatorRequest): Answer {
	const [, kind, id] = request.path.split('/');
	const task = kind === 'export' ? store.tasks.get(id ?? '') : undefined;
	if (task?.content)
		return {
			status: 200,
			body: task.content,
			headers: {
				'content-type': 'text/csv',
				'content-disposition': 'attachment; filename="export.csv"',
			},
		};
	const file = store.files.get(id ?? '');
	if (!file) return { status: 404, body: 'not found' };
	const until = Number(one(request.query, 'expires') ?? 0);
	const signed = one(request.query, 'signature') === `signed-${file.id}` && until > store.now();
	if (kind === 'private' && !signed) return { status: 403, body: 'forbidden' };
	return {
		status: 200,
		body: file.content,
		headers: {
			'content-type': file.contentType,
			'content-disposition': `attachment; filename="${encodeURIComponent(nameOf(file))}"`,
		},
	};
}

export const files: Endpoints = (context) => {
	const { store } = context;
	const base = PATHS.files;
	const guarded = (version: Version) => {
		if (version === '2026-09' && store.switches.filesIn202609 === 'spec')
			throw missing('No such endpoint in this version');
	};
	const find = ({ params }: EmulatorRequest): StoredFile => {
		const file = store.files.get(params.id);
		if (!file) throw missing(`File ${params.id} does not exist`);
		return file;
	};
	return [
		...route(base, 'POST', '', (request, version) => {
			guarded(version);
			return upload(context, request);
		}),
		...route(base, 'GET', '/search', ({ query }) => {
			const has = (name: string, value: string) => {
				const wanted = one(query, name);
				return wanted === undefined || value.toLowerCase().includes(wanted.toLowerCase());
			};
			const ids = [query.ids ?? []].flat();
			const rows = [...store.files.values()].filter(
				(file) =>
					has('name', file.name) &&
					has('extension', file.extension) &&
					has('type', file.type) &&
					(one(query, 'path') ?? file.folderPath) === file.folderPath &&
					(!ids.length || ids.includes(file.id)),
			);
			const { page, paging } = pageBy(
				rows,
				({ id }) => id,
				one(query, 'after'),
				limitOf(query, 20, 100),
			);
			const results = page.map((file) => shownFile(context, file));
			return ok({ results, ...(paging && { paging }) });
		}),
		...route(base, 'POST', '/import-from-url/async', (request, version) => {
			const body = bodyOf(request);
			const url = textIn(body, 'url');
			checkOptions(body);
			const needed = [
				'duplicateValidationScope',
				'duplicateValidationStrategy',
				'overwrite',
			].filter((name) => body[name] === undefined);
			if (version === '2026-09' && needed.length)
				throw invalid(`Some required fields were not set: [${needed.join(', ')}]`);
			const path = body.folderPath === undefined ? undefined : String(body.folderPath);
			const folderId = body.folderId === undefined ? undefined : String(body.folderId);
			folderOf(store, folderId, path);
			const id = store.next();
			store.tasks.set(id, {
				id,
				kind: 'fileImport',
				left: store.switches.taskSteps,
				errors: [],
				request: { ...body, url },
				createdAt: store.now(),
			});
			return ok({ id, links: {} }, 202);
		}),
		...route(base, 'GET', '/import-from-url/async/tasks/:id/status', async ({ params }) => {
			const task = store.tasks.get(params.id);
			if (task?.kind !== 'fileImport') throw missing(`Task ${params.id} does not exist`);
			if (task.left-- > 0) return ok({ taskId: task.id, status: 'PROCESSING', links: {} });
			const body = task.request as Body;
			if (store.switches.importFromUrl === 'CANCELED')
				return ok({
					taskId: task.id,
					status: 'CANCELED',
					numErrors: 1,
					errors: [
						{ status: 'error', category: 'VALIDATION_ERROR', message: 'Could not fetch the URL' },
					],
				});
			task.result ??= await importFile(context, body);
			return ok({
				taskId: task.id,
				status: 'COMPLETE',
				result: task.result,
				completedAt: time(store.now()),
			});
		}),
		...route(base, 'GET', '/:id', (request, version) => {
			guarded(version);
			return ok(shownFile(context, find(request)));
		}),
		...route(base, 'GET', '/:id/signed-url', (request, version) => {
			guarded(version);
			const file = find(request);
			const seconds = Number(one(request.query, 'expirationSeconds') ?? 3600);
			const expires = store.now() + seconds * 1000;
			return ok({
				url: `${context.otherUrl()}/private/${file.id}/${encodeURIComponent(nameOf(file))}?expires=${expires}&signature=signed-${file.id}`,
				expiresAt: time(expires),
				name: file.name,
				extension: file.extension,
				type: file.type,
				size: file.content.length,
			});
		}),
		...route(base, 'PUT', '/:id', (request, version) => {
			guarded(version);
			const file = find(request);
			const content = part(request, 'file');
			if (!content) throw invalid('file is missing');
			const options = textPart(request, 'options');
			if (options !== undefined)
				Object.assign(file, { access: optionsOf(options).access ?? file.access });
			if (content.content.length > store.switches.largestFile)
				throw new Refusal(413, 'VALIDATION_ERROR', 'File is too large');
			Object.assign(file, {
				content: content.content,
				contentType: content.type,
				updatedAt: store.now(),
			});
			return ok(shownFile(context, file));
		}),
		...route(base, 'PATCH', '/:id', (request, version) => {
			guarded(version);
			const file = find(request);
			const { name, access, expiresAt, clearExpires, parentFolderPath, parentFolderId } =
				bodyOf(request);
			if (access !== undefined && !ACCESS.includes(String(access)))
				throw invalid(`access is not valid: ${String(access)}`);
			if (name !== undefined) file.name = String(name);
			if (access !== undefined) file.access = String(access);
			if (expiresAt !== undefined) file.expiresAt = Number(expiresAt);
			if (clearExpires === true) delete file.expiresAt;
			if (parentFolderPath !== undefined || parentFolderId !== undefined)
				file.folderPath = folderOf(
					store,
					parentFolderId === undefined ? undefined : String(parentFolderId),
					parentFolderPath === undefined ? undefined : String(parentFolderPath),
				);
			file.updatedAt = store.now();
			return ok(shownFile(context, file));
		}),
		...route(base, 'DELETE', '/:id', (request, version) => {
			guarded(version);
			store.files.delete(find(request).id);
			return noContent;
		}),
		...route(base, 'DELETE', '/:id/gdpr-delete', (request, version) => {
			guarded(version);
			store.files.delete(find(request).id);
			return noContent;
		}),
		...route(PATHS.folders, 'POST', '', (request) => {
			const body = bodyOf(request);
			const name = textIn(body, 'name');
			const path = `${body.parentPath === undefined ? '' : String(body.parentPath)}/${name}`;
			const id = store.next();
			store.folders.set(id, path);
			return ok(
				{
					id,
					name,
					path,
					archived: false,
					createdAt: time(store.now()),
					updatedAt: time(store.now()),
				},
				201,
			);
		}),
		...route(PATHS.folders, 'GET', '/search', () =>
			ok({
				results: [...store.folders].map(([id, path]) => ({
					id,
					path,
					name: path.split('/').pop(),
				})),
			}),
		),
	];
};

async function importFile(context: Context, body: Body) {
	const url = String(body.url);
	const answer = await fetch(url);
	const content = Buffer.from(await answer.arrayBuffer());
	const fileName = String(body.name ?? new URL(url).pathname.split('/').pop() ?? 'file');
	const folderPath = folderOf(
		context.store,
		body.folderId === undefined ? undefined : String(body.folderId),
		body.folderPath === undefined ? undefined : String(body.folderPath),
	);
	const contentType = answer.headers.get('content-type') ?? 'application/octet-stream';
	const file = keepFile(context.store, {
		fileName,
		content,
		contentType,
		folderPath,
		options: body,
	});
	return shownFile(context, file);
}
