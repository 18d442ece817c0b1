import type { Body } from './params';
import { typeRow } from './fieldTypes';
import type { FieldType } from './fieldTypes';
import type { Field, Option, Store, StoredFile, StoredRecord } from './store';
import { nameOf, userByEmail } from './store';
import { printTime } from './time';

/** Makes the address of a stored file as answers show it. */
export type Address = (file: StoredFile) => string;

interface Reading {
	store: Store;
	record: StoredRecord;
	field: Field;
	value: string;
	files: Body[];
}

function optionIds(options: Option[], names: string[]): string[] {
	const ids: string[] = [];
	let level = options;
	for (const name of names) {
		const option = level.find((candidate) => candidate.name === name);
		ids.push(String(option?.id ?? ''));
		// a cascade goes down with each name, a multi-select has no children
		level = option?.children ?? level;
	}
	return ids;
}

function selected({ store, field, value }: Reading): Body {
	const names = value === '' ? [] : value.split(',');
	const byName = store.switches.selectValue === 'name';
	return {
		fieldValue: byName ? value : optionIds(field.options ?? [], names).join(','),
		optionNameList: names,
	};
}

function staffed({ store, value }: Reading): Body {
	const emails = value === '' ? [] : value.split(',');
	const ids = emails.map((email) => String(userByEmail(store, email)?.id ?? ''));
	return { fieldValue: ids.join(','), userEmail: value };
}

function tagged({ field, value }: Reading): Body {
	const tagName = field.type === 'email' ? '邮箱' : '电话';
	const items = value === '' ? [] : value.split(',');
	return { fieldValue: value, tagValueList: items.map((tagValue) => ({ tagName, tagValue })) };
}

function owned({ store, record }: Reading): Body {
	const user = userByEmail(store, record.owner);
	return {
		fieldValue: String(user?.id ?? ''),
		ownerResult: { ownerType: 1, ownerName: user?.realname ?? record.owner },
	};
}

const shapes: Partial<Record<FieldType, (reading: Reading) => Body>> = {
	select: selected,
	multiSelect: selected,
	cascade: selected,
	staff: staffed,
	multiStaff: staffed,
	telephone: tagged,
	email: tagged,
	owner: owned,
	lookup: ({ store, value }) => ({
		fieldValue: value,
		foreignDataName: value === '' ? '' : nameOf(store, value),
	}),
	richText: ({ value, files }) => ({
		fieldValue: value,
		richText: { content: value, attachmentList: files },
	}),
	attachment: ({ files }) => ({ fieldValue: '', attachment: { attachmentList: files } }),
	image: ({ files }) => ({ fieldValue: '', picture: { attachmentList: files } }),
	signature: ({ value }) => {
		const [url = '', time = ''] = value.split('|');
		return { fieldValue: '', ...(value === '' ? {} : { signDto: { url, time } }) };
	},
};

/** A field's value as text, system columns and formulas included. */
export function valueOf(store: Store, record: StoredRecord, field: Field): string {
	if (field.system)
		return printTime(store, field.apiName === 'createTime' ? record.createTime : record.updateTime);
	if (field.type === 'owner') return record.owner;
	return field.formula?.(record) ?? record.values.get(field.apiName) ?? '';
}

export function showRecord(store: Store, record: StoredRecord, address: Address): Body {
	const fieldDataList: Body[] = [];
	for (const field of store.objects.get(record.object)?.fields ?? []) {
		const audit = field.system === true || field.type === 'owner';
		if (audit && store.switches.systemColumns === 'hidden') continue;
		const value = valueOf(store, record, field);
		const held = record.files.get(field.apiName) ?? [];
		if (value === '' && held.length === 0 && store.switches.emptyFields === 'leftOut') continue;
		const files = held.map((file) => ({
			name: file.name,
			docAddress: address(file),
			size: file.content.length,
		}));
		const shape = shapes[field.type]?.({ store, record, field, value, files });
		fieldDataList.push({
			fieldApiName: field.apiName,
			fieldTypeApiName: typeRow(field.type).api,
			...(shape ?? { fieldValue: value }),
		});
	}
	return { id: record.id, fieldDataList };
}

/** The row shape of /datas and /datas/scroll: no fields, names instead of emails, times without seconds. */
export function showRow(store: Store, record: StoredRecord): Body {
	const name = (email: string) => userByEmail(store, email)?.realname ?? email;
	return {
		id: record.id,
		createUser: name(record.createUser),
		createTime: printTime(store, record.createTime).slice(0, 16),
		updateUser: name(record.updateUser),
		updateTime: printTime(store, record.updateTime).slice(0, 16),
		owner: name(record.owner),
	};
}
