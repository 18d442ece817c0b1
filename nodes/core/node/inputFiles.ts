import { extension, inputFile, type InputFile } from '../data/files';
import type { Call } from './call';

export interface FileRules {
	/** Allowed extensions, lower case. */
	extensions?: readonly string[];
	/** Bytes. */
	largest?: number;
}

const FILE = 'binaryPropertyName';

/** The files of the binary fields that "Input Data Field Name" names, by field, checked before they are sent. */
export async function inputFilesOf(
	call: Call,
	rules: FileRules = {},
): Promise<Record<string, InputFile>> {
	const names = call.list(FILE);
	if (!names.length) call.refuse(FILE, 'is empty');
	const files = await Promise.all(
		names.map(async (name) => [name, await fileIn(call, name, rules)] as const),
	);
	return Object.fromEntries(files);
}

async function fileIn(
	{ item, api, context, refuse }: Call,
	name: string,
	rules: FileRules,
): Promise<InputFile> {
	const { extensions, largest } = rules;
	const { title } = api.vendor;
	const data = item.binary?.[name];
	if (!data) {
		const there = Object.keys(item.binary ?? {}).join(', ');
		return refuse(
			FILE,
			`names "${name}", and the item has no such file`,
			there ? `It has: ${there}` : 'The item carries no files at all',
		);
	}
	const file = await inputFile(context, data);
	if (extensions && !extensions.includes(extension(file.name))) {
		refuse(
			FILE,
			`: ${title} does not take "${file.name}"`,
			`Types it takes: ${extensions.join(', ')}`,
		);
	}
	if (!file.size) refuse(FILE, `: the file "${file.name}" is empty`);
	if (largest && file.size > largest) {
		refuse(
			FILE,
			`: the file "${file.name}" has ${file.size} bytes, and ${title} takes ${largest} at most`,
		);
	}
	return file;
}
