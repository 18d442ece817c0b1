import type { IDataObject } from 'n8n-workflow';

/** `fieldDataList` of writes: values are strings already. */
export interface WrittenField {
	fieldApiName: string;
	fieldValue: string;
	foreignExternalFieldApiName?: string;
}

interface ReadField extends IDataObject {
	fieldApiName: string;
	fieldTypeApiName?: string;
	fieldValue?: string;
	foreignDataName?: string;
	userEmail?: string;
	optionNameList?: string[];
	tagValueList?: Array<{ tagName?: string; tagValue?: string }>;
	richText?: IDataObject;
	ownerResult?: IDataObject;
	signDto?: IDataObject;
	attachment?: IDataObject;
	picture?: IDataObject;
}

/** One field's value as people read it. */
function flat(field: ReadField): IDataObject[string] {
	const { fieldTypeApiName: type, fieldValue } = field;
	const tags = field.tagValueList?.map(({ tagValue }) => tagValue ?? '');
	const files = field.attachment ?? field.picture;
	if (type === 'field_type_owner' && field.ownerResult) return field.ownerResult.ownerName;
	if (field.userEmail) return field.userEmail;
	if (field.foreignDataName) return { id: fieldValue, name: field.foreignDataName };
	if (field.optionNameList?.length) {
		return type === 'field_type_single_listbox' ? field.optionNameList[0] : field.optionNameList;
	}
	if (tags?.length) return tags;
	if (field.richText) return field.richText.content;
	if (files) return files.attachmentList;
	if (field.signDto) return field.signDto;
	return fieldValue ?? null;
}

/** `{ id, apiName: value, … }` of a record that has a `fieldDataList`; other rows stay as they are. */
export function simplified(record: IDataObject): IDataObject {
	const { fieldDataList, ...rest } = record;
	if (!Array.isArray(fieldDataList)) return record;
	const fields = fieldDataList as ReadField[];
	return {
		...rest,
		...Object.fromEntries(fields.map((field) => [field.fieldApiName, flat(field)])),
		id: record.id,
	};
}

/** A record, or undefined where the vendor answers 200 with nothing in it. */
export function recordIn(body: { data?: unknown } | undefined): IDataObject | undefined {
	const data = body?.data as IDataObject | null | undefined;
	return data && typeof data === 'object' && data.id !== undefined && data.id !== null
		? data
		: undefined;
}
