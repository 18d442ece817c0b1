import type { IDataObject } from 'n8n-workflow';
import { nearest } from '../core/data/fields';
import type { Api } from '../core/transport/api';
import { contextOf, type ItemError } from '../core/transport/errors';
import type { Choice } from '../core/vendor';

export async function modulesOf(api: Api): Promise<IDataObject[]> {
	const { modules } = await api.request<{ modules?: IDataObject[] }>({
		method: 'GET',
		url: '/crm/v8/settings/modules',
	});
	return modules ?? [];
}

/** Modules that the API can work with, custom ones too. */
export async function listModules(api: Api): Promise<Choice[]> {
	return (await modulesOf(api))
		.filter(({ api_supported }) => api_supported !== false)
		.map(({ api_name, plural_label, module_name }) => ({
			name: String(plural_label ?? module_name ?? api_name),
			value: String(api_name),
			description: String(api_name),
		}));
}

/** Adds the names that a wrong module may have meant. Always rejects. */
export async function nearestModules(
	api: Api,
	module: string | undefined,
	error: ItemError,
): Promise<never> {
	if (module && contextOf(error).code === 'INVALID_MODULE') {
		const known = await listModules(api).catch(() => []);
		const near = nearest(
			module,
			known.map(({ value }) => value),
		);
		if (near.length) {
			const question = `"${module}" is not a module: did you mean ${near.join(' or ')}?`;
			error.description = [question, error.description].filter(Boolean).join(' ');
		}
	}
	return await Promise.reject(error);
}
