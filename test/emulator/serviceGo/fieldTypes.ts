/** The kinds of the operator tables; a type without one cannot stand in a condition. */
export type FieldKind =
	| 'auto_number'
	| 'single_line'
	| 'multi_line'
	| 'single_select'
	| 'multi_select'
	| 'cascade'
	| 'telephone'
	| 'email'
	| 'date'
	| 'date_time'
	| 'numeric'
	| 'lookup'
	| 'staff'
	| 'multi_staff'
	| 'owner';

interface FieldTypeRow {
	/** `fieldTypeApiName` of records. */
	api: string;
	/** `fieldTypeName` of /v1/fields. */
	zh: string;
	/** `fieldType` of showFieldList: 10, 14 and 16 were seen, the rest is the emulator's. */
	code: number;
	kind?: FieldKind;
	/** Never taken in a fieldDataList. */
	readOnly?: true;
}

/** Names marked (ours) are published nowhere. */
export const fieldTypes = {
	singleLine: { api: 'field_type_single_line', zh: '单行文本', code: 1, kind: 'single_line' },
	multiLine: { api: 'field_type_multi_line', zh: '多行文本', code: 2, kind: 'multi_line' },
	textLong: { api: 'field_type_text_long', zh: '长文本', code: 3 },
	richText: { api: 'field_type_rich_text', zh: '富文本', code: 4 },
	select: { api: 'field_type_single_listbox', zh: '选择列表', code: 5, kind: 'single_select' },
	multiSelect: { api: 'field_type_multi_listbox', zh: '多选列表', code: 6, kind: 'multi_select' },
	numeric: { api: 'field_type_numeric', zh: '数字', code: 7, kind: 'numeric' },
	date: { api: 'field_type_date', zh: '日期', code: 8, kind: 'date' },
	dateTime: { api: 'field_type_date_time', zh: '日期时间', code: 9, kind: 'date_time' },
	telephone: { api: 'field_type_telephone', zh: '电话', code: 10, kind: 'telephone' },
	email: { api: 'field_type_email', zh: '邮箱', code: 11, kind: 'email' },
	lookup: { api: 'field_type_lookup', zh: '查找', code: 12, kind: 'lookup' },
	staff: { api: 'field_type_staff', zh: '员工查找', code: 13, kind: 'staff' },
	cascade: { api: 'field_type_cascade', zh: '级联', code: 14, kind: 'cascade' },
	// (ours) the api name of multi-staff is unknown
	multiStaff: { api: 'field_type_multi_staff', zh: '多员工查找', code: 15, kind: 'multi_staff' },
	autoNumber: {
		api: 'field_type_auto_number',
		zh: '自动编号',
		code: 16,
		kind: 'auto_number',
		readOnly: true,
	},
	percent: { api: 'field_type_percent', zh: '百分比', code: 17 },
	workTime: { api: 'field_type_work_time', zh: '工作时间', code: 18 },
	geography: { api: 'field_type_geography', zh: '地理位置', code: 19 },
	formula: { api: 'field_type_formular', zh: '公式', code: 20, readOnly: true },
	owner: { api: 'field_type_owner', zh: '所有人', code: 21, kind: 'owner', readOnly: true },
	attachment: { api: 'field_type_attachment', zh: '文件字段', code: 22, readOnly: true },
	image: { api: 'field_type_image', zh: '图片', code: 23, readOnly: true },
	// (ours) only the reply object signDto is published
	signature: { api: 'field_type_sign', zh: '签名', code: 24, readOnly: true },
	// a type nobody has heard of, as tenants have them: clients are to treat it as text
	custom: { api: 'field_type_custom', zh: '自定义', code: 25 },
} as const satisfies Record<string, FieldTypeRow>;

export type FieldType = keyof typeof fieldTypes;

export function typeRow(type: FieldType): FieldTypeRow {
	return fieldTypes[type];
}
