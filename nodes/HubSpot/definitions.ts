import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../core/node/call';
import { each, list, type Operation } from '../core/operation';
import { path, type Family } from './paths';

/** Definitions of the account (properties, pipelines, …): small lists with a name or an ID each. */
export interface Definition {
	/** For texts: "property", "properties". */
	one: string;
	many: string;
	family: Family;
	/** What leads to the list, such as the object. */
	within: INodeProperties[];
	/** The parts of the path that lead to the list. */
	place(call: Call): string[];
	/** What names one of them. */
	key: INodeProperties;
	/** Query of a delete. */
	deleting?: IDataObject & Record<string, boolean>;
	/** What later versions demand in every body. */
	always?: IDataObject;
	/** What later versions demand in every change. */
	alwaysChanged?: IDataObject;
}

const article = (word: string) => `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;

const body = (placeholder: string, description: string): INodeProperties => ({
	displayName: 'Definition (JSON)',
	name: 'definition',
	type: 'json',
	default: '{}',
	required: true,
	placeholder,
	description,
});

const filled = (call: Call): IDataObject => {
	const given = call.object('definition') ?? {};
	if (!Object.keys(given).length) call.refuse('definition', 'is empty');
	return given;
};

export const getOne = ({ one, family, within, place, key }: Definition): Operation =>
	each({
		name: 'Get',
		action: `Get ${article(one)}`,
		description: `Get one ${one}`,
		properties: [...within, key],
		async run(call) {
			const url = path(call.api, family, ...place(call), call.id(key.name));
			return { json: await call.api.request({ method: 'GET', url }) };
		},
	});

export const getAllOf = ({ many, family, within, place }: Definition): Operation =>
	list({
		name: 'Get Many',
		action: `Get many ${many}`,
		description: `Get all ${many}; HubSpot gives them at once`,
		properties: within,
		paged: false,
		query: (call) => ({ parts: place(call) }),
		async *pages(api, { parts }) {
			const url = path(api, family, ...parts);
			const { results = [] } = await api.request<{ results?: IDataObject[] }>({
				method: 'GET',
				url,
			});
			yield results;
		},
	});

export const createOne = (
	{ one, family, within, place, always }: Definition,
	{
		example,
		inputs,
		given,
	}: {
		example: string;
		inputs: INodeProperties[];
		given(call: Call): IDataObject;
	},
): Operation =>
	each({
		name: 'Create',
		action: `Create ${article(one)}`,
		description: `Create ${article(one)}`,
		properties: [
			...within,
			...inputs,
			{ ...body(example, `Further parts of the ${one}, by HubSpot's names`), required: false },
		],
		async run(call) {
			const json = await call.api.request({
				method: 'POST',
				url: path(call.api, family, ...place(call)),
				body: { ...always, ...given(call), ...call.object('definition') },
			});
			return { json };
		},
	});

export const updateOne = (
	{ one, family, within, place, key, alwaysChanged }: Definition,
	example: string,
): Operation =>
	each({
		name: 'Update',
		action: `Update ${article(one)}`,
		description: `Change parts of ${article(one)}; the others stay`,
		properties: [...within, key, body(example, "The parts to change, by HubSpot's names")],
		key: (call) => call.text(key.name),
		async run(call) {
			const json = await call.api.request({
				method: 'PATCH',
				url: path(call.api, family, ...place(call), call.id(key.name)),
				body: { ...alwaysChanged, ...filled(call) },
				safe: true,
			});
			return { json };
		},
	});

export const deleteOne = ({ one, family, within, place, key, deleting }: Definition): Operation =>
	each({
		name: 'Delete',
		action: `Delete ${article(one)}`,
		description: `Delete ${article(one)}`,
		properties: [...within, key],
		key: (call) => call.text(key.name),
		async run(call) {
			const id = call.id(key.name);
			await call.api.request({
				method: 'DELETE',
				url: path(call.api, family, ...place(call), id),
				query: deleting,
			});
			return { json: { [key.name]: id, deleted: true } };
		},
	});

export const text = (displayName: string, name: string, placeholder?: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	required: true,
	placeholder,
});
