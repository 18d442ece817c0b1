import { randomUUID } from 'node:crypto';
import type { EmulatorRequest, Part } from '../frame';
import { invalid } from './envelope';
import type { Store, StoredFile } from './store';

const documents = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx'];
const pictures = ['png', 'jpg', 'jpeg', 'gif'];
const films = ['mkv', 'mp4', 'avi', 'swf', 'wmv', 'rmvb', 'mov', 'mpg'];

/** File name extensions that the uploads take. */
export const accepted = {
	/** File and image fields: the vendor's list has no txt. */
	field: [...documents, ...pictures],
	document: [...documents, 'txt', ...pictures],
	fileObject: [...documents, 'txt', ...pictures, ...films],
};

export function partsOf({ parts }: EmulatorRequest): Part[] {
	if (!parts) throw invalid('请求体必须是 multipart/form-data');
	return parts;
}

/** The files of an upload; `name` where the part has to have a certain one. */
export function filesOf(request: EmulatorRequest, extensions: string[], name?: string): Part[] {
	const files = partsOf(request).filter(
		({ filename }) => filename !== undefined && filename !== '',
	);
	if (files.length === 0) throw invalid('上传文件不能为空');
	for (const file of files) {
		if (name !== undefined && file.name !== name) throw invalid(`上传文件的参数名应为 ${name}`);
		const extension = file.filename?.split('.').pop()?.toLowerCase() ?? '';
		if (!extensions.includes(extension)) throw invalid(`不支持的文件格式: ${file.filename}`);
		if (file.content.length === 0) throw invalid(`文件内容为空: ${file.filename}`);
	}
	return files;
}

export function keep(
	store: Store,
	{ filename = '', type, content }: Part,
	dashes = false,
): StoredFile {
	const id = randomUUID();
	const docId = dashes ? id : id.replaceAll('-', '');
	const file = { docId, name: filename, type, content };
	store.resources.set(docId, file);
	return file;
}
