import type { INodeProperties } from 'n8n-workflow';
import type { Call } from '../core/node/call';
import { each, list } from '../core/operation';
import { whole } from './pages';
import { moduleIn, objectType } from './parameters';

interface Thing {
	/** Of the menu: "Get many layouts". */
	action: string;
	description: string;
	/** Below `/crm/v8/`. */
	path: string;
	root: string;
	/** Whether Zoho wants the module. */
	ofModule: boolean;
	properties?: INodeProperties[];
	query?(call: Call): Record<string, string | undefined>;
}

const queryOf = (call: Call, { ofModule, query }: Pick<Thing, 'ofModule' | 'query'>) => ({
	...(ofModule && { module: moduleIn(call) }),
	...query?.(call),
});

/** Short lists of metadata, without pages. */
export const getManyOf = ({
	action,
	description,
	path,
	root,
	ofModule,
	properties = [],
	query,
}: Thing) =>
	list({
		name: 'Get Many',
		action,
		description,
		properties: [...(ofModule ? [objectType] : []), ...properties],
		paged: false,
		query: (call) => queryOf(call, { ofModule, query }),
		pages: (api, asked) =>
			whole(api, { method: 'GET', url: `/crm/v8/${path}`, query: asked }, root),
	});

/** One of them; `parameter` names it in the path. */
export const getOneOf = ({
	action,
	description,
	path,
	root,
	ofModule,
	properties = [],
	query,
	parameter,
}: Thing & { parameter?: string }) =>
	each({
		name: 'Get',
		action,
		description,
		properties: [...(ofModule ? [objectType] : []), ...properties],
		async run(call) {
			const url = `/crm/v8/${path}${parameter ? `/${call.id(parameter)}` : ''}`;
			const rows = [];
			for await (const page of whole(
				call.api,
				{ method: 'GET', url, query: queryOf(call, { ofModule, query }) },
				root,
			))
				rows.push(...page);
			const [json] = rows;
			if (json) return { json };
			throw call.api.refusal({
				message: 'Zoho CRM has no such thing',
				hint: 'Check the name or ID',
				notFound: true,
			});
		},
	});
