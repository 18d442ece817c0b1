import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../core/node/call';
import type { Api } from '../core/transport/api';
import { path } from './paths';

const asked = new WeakMap<Api, Map<string, Promise<string | undefined>>>();

async function lookUp(api: Api, email: string): Promise<string | undefined> {
	const { results = [] } = await api.request<{ results?: IDataObject[] }>({
		method: 'GET',
		url: path(api, 'owners'),
		query: { email, limit: 100 },
	});
	const [owner] = results;
	return owner && String(owner.id);
}

/** An owner's ID; an email is looked up, once per run. */
export async function ownerId(call: Parameters, parameter: string, given: string): Promise<string> {
	if (!given.includes('@')) return given;
	const known = asked.get(call.api) ?? new Map<string, Promise<string | undefined>>();
	asked.set(call.api, known);
	const email = given.toLowerCase();
	const id = known.get(email) ?? lookUp(call.api, email);
	known.set(email, id);
	return (
		(await id) ??
		call.refuse(parameter, `: HubSpot has no owner with the email ${given}`, 'Use an owner ID')
	);
}
