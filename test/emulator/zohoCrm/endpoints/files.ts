import type { EmulatorRequest, Part } from '../../frame';
import type { Endpoints } from '../context';
import { judged, listAnswer, none, ok, refuse, rowsAnswer, success } from '../envelope';
import { fieldsAsked, paged, textOf } from '../lists';
import type { StoredFile } from '../store';
import { person, stamp } from '../store';
import * as write from '../writes';
import { idsOf } from './records';

const MB = 1024 * 1024;

const bytes = ({ name, type, content }: StoredFile) => ({
	status: 200,
	headers: {
		'content-type': type || 'application/octet-stream',
		'content-disposition': `attachment;filename*=UTF-8''${encodeURIComponent(name)}`,
	},
	body: content,
});

function filesIn({ parts }: EmulatorRequest, most: number, largest: number): Part[] {
	const files = (parts ?? []).filter(({ name, filename }) => name === 'file' && filename);
	if (!files.length)
		throw refuse('REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
			param_name: 'file',
		});
	if (files.length > most) throw refuse('LIMIT_EXCEEDED', 'limit exceeded', { limit: most });
	if (files.some(({ content }) => content.length > largest))
		throw refuse(
			'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
			'file size is more than the allowed size',
			{ limit: largest },
			largest > 20 * MB ? 413 : 415,
		);
	return files;
}

/** Attachments, photos, the file store. */
export const files: Endpoints = ({ store }) => {
	const { switches } = store;
	const keepFile = ({ filename, type, content }: Part): StoredFile => {
		const id = `${store.next()}abc`.slice(-14) + store.next().slice(-6);
		const file = { id, name: filename ?? 'file', type, content };
		store.files.set(id, file);
		return file;
	};
	const recordOf = ({ params }: EmulatorRequest) =>
		write.recordOf(store, write.moduleOf(store, params.module ?? '').api_name, params.id);

	return [
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/Attachments',
			handle: (request) => {
				const names = fieldsAsked(request) ?? [];
				const { page, info } = paged(store, request, recordOf(request).attachments);
				const rows = page.map(({ id, name, file, link, created }) => {
					const whole: Record<string, unknown> = {
						File_Name: name,
						Size: file ? String(file.content.length) : null,
						$file_id: file?.id ?? null,
						$type: link ? 'Link URL' : 'Attachment',
						$link_url: link ?? null,
						Created_Time: stamp(created),
						Created_By: person(store.me),
					};
					return {
						id,
						...Object.fromEntries(
							names.filter((one) => one in whole).map((one) => [one, whole[one]]),
						),
					};
				});
				return listAnswer('data', rows, info);
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/Attachments',
			handle: (request) => {
				const record = recordOf(request);
				// the notes know a form field, the vendor's SDK a query parameter
				const told = (name: string) => {
					const part = request.parts?.find((one) => one.name === name);
					return part ? String(part.content) : textOf(request, name);
				};
				const url = told('attachmentUrl');
				const title = told('title');
				const id = store.next();
				if (url !== undefined) {
					if (!URL.canParse(url))
						throw refuse('INVALID_DATA', 'invalid data', { api_name: 'attachmentUrl' });
					record.attachments.push({
						id,
						name: title ?? url,
						link: url,
						created: store.now(),
					});
				} else {
					const [part] = filesIn(request, 1, 100 * MB);
					const file = keepFile(part as Part);
					record.attachments.push({ id, name: file.name, file, created: store.now() });
				}
				return ok({
					data: [
						success('attachment uploaded successfully', {
							id,
							Created_Time: stamp(store.now()),
							Created_By: person(store.me),
						}),
					],
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/Attachments/:attachment',
			handle: (request) => {
				const found = recordOf(request).attachments.find(
					({ id }) => id === request.params.attachment,
				);
				if (!found) return none;
				if (!found.file)
					throw refuse('DOWNLOAD_NOT_ALLOWED', 'download is not allowed for link attachments');
				return bytes(found.file);
			},
		},
		...(
			['/crm/v8/:module/:id/Attachments', '/crm/v8/:module/:id/Attachments/:attachment'] as const
		).map((path) => ({
			method: 'DELETE' as const,
			path,
			handle: (request: EmulatorRequest) => {
				const record = recordOf(request);
				const ids = request.params.attachment ? [request.params.attachment] : idsOf(request);
				const rows = ids.map((id) =>
					judged(() => {
						if (!record.attachments.some((one) => one.id === id)) throw write.wrongId({ id });
						record.attachments = record.attachments.filter((one) => one.id !== id);
						return success('record deleted', { id });
					}),
				);
				return rowsAnswer(rows, 200, switches);
			},
		})),
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/actions/download_fields_attachment',
			handle: (request) => {
				const wanted = textOf(request, 'fields_attachment_id');
				const entries = Object.values(recordOf(request).values)
					.filter(Array.isArray)
					.flat() as Array<{ id?: string; File_Id__s?: string }>;
				const entry = entries.find(({ id, File_Id__s }) => File_Id__s && id === wanted);
				const file = store.files.get(entry?.File_Id__s ?? '');
				return file ? bytes(file) : none;
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/files',
			handle: (request) => {
				const rows = filesIn(request, 10, 20 * MB).map((part) => {
					const { id, name } = keepFile(part);
					return success('image uploaded successfully', { id, name });
				});
				return ok({ data: rows });
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/files',
			handle: (request) => {
				const file = store.files.get(textOf(request, 'id') ?? '');
				return file ? bytes(file) : none;
			},
		},
		{
			method: 'POST',
			path: '/crm/v8/:module/:id/photo',
			handle: (request) => {
				const record = recordOf(request);
				const [part] = filesIn(request, 1, 10 * MB);
				if (!part?.type.startsWith('image/'))
					throw refuse('MEDIA_TYPE_NOT_SUPPORTED', 'the file type is not supported', {}, 415);
				record.photo = keepFile(part);
				return ok({
					code: 'SUCCESS',
					details: {},
					message: 'photo uploaded successfully',
					status: 'success',
				});
			},
		},
		{
			method: 'GET',
			path: '/crm/v8/:module/:id/photo',
			handle: (request) => {
				const { photo } = recordOf(request);
				return photo ? bytes(photo) : none;
			},
		},
		{
			method: 'DELETE',
			path: '/crm/v8/:module/:id/photo',
			handle: (request) => {
				recordOf(request).photo = undefined;
				return ok({ code: 'SUCCESS', details: {}, message: 'Photo deleted', status: 'success' });
			},
		},
	];
};
