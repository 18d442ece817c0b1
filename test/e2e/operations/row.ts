/** One operation as the panel saves it; the story `operations` runs them from top to bottom. */
export interface OperationRow {
	/** `resource.operation`, and `#something` where an operation runs once more for the sake of others; the node's name. */
	key: string;
	parameters: Record<string, unknown>;
	/** What the first item holds, among other things. */
	first?: Record<string, unknown>;
	/** Whether the first item carries a file. */
	file?: true;
	/** Takes the vendor's row of plain values as its input, not the file. */
	fromValues?: true;
}

/** What the operations of one vendor need, besides their rows. */
export interface Operations {
	rows: OperationRow[];
	/** By credential type, as the credential's dialog saves it; with several, every other row takes the second one. */
	credentials: Record<string, Record<string, unknown>>;
	/** The file that every row gets. */
	file: { fileName: string; mimeType: string; text: string };
	values?: Record<string, string>;
}

/** An expression: what the first item of another row holds. */
export const resultOf = (key: string, field = 'id') => `={{ $('${key}').first().json.${field} }}`;

export const listed = (value: string, cachedResultName = value) => ({
	__rl: true,
	value,
	mode: 'list',
	cachedResultName,
});

export const byId = (value: string) => ({ __rl: true, value, mode: 'id' });

const column = (id: string) => ({
	id,
	displayName: id,
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
	removed: false,
	type: 'string',
});

/** The mapper with one column for each value. */
export const fields = (value: Record<string, string>) => ({
	fields: {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: Object.keys(value).map(column),
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	},
});
