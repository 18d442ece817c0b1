import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import type { Api } from '../../../core/transport/api';
import type { ItemError } from '../../../core/transport/errors';
import { wait } from '../../../core/transport/wait';
import type { ApiResponse } from '../../../core/vendor';
import { unzipped } from './zip';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

export type Kind = 'read' | 'write';

export interface Job extends IDataObject {
	id: string;
	state: string;
}

export const waitMinutes: INodeProperties = {
	displayName: 'Longest Wait for the Job (Minutes)',
	name: 'waitMinutes',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description: 'The job goes on at Zoho afterwards; "Get Job" finds it by its ID',
};

export const minutesOf = (call: Call): number => call.integer('waitMinutes', { min: 1 }) ?? 60;

/** A job as it stands: reads are told under `data` and by `state`, writes bare and by `status`. */
export async function jobOf(api: Api, kind: Kind, id: string): Promise<Job> {
	const body = await api.request<IDataObject>({ method: 'GET', url: `/crm/bulk/v8/${kind}/${id}` });
	const [job] = Array.isArray(body.data) ? (body.data as IDataObject[]) : [body];
	return { ...job, id, state: String(job.state ?? job.status ?? '').toUpperCase() };
}

const RUNNING = /^(ADDED|QUEUED|IN ?PROGRESS)$/;

/** Waits for the end of a job. */
export async function finished(api: Api, kind: Kind, id: string, minutes: number): Promise<Job> {
	const until = Date.now() + minutes * 60_000;
	for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
		const job = await jobOf(api, kind, id);
		if (!RUNNING.test(job.state)) return job;
		if (Date.now() + pause > until)
			throw api.refusal({
				message: `The job ${id} is not finished after ${minutes} minutes`,
				hint: 'It goes on at Zoho: use "Get Job" with its ID later',
				processed: 'unknown',
			});
		await wait(pause, api.signal);
	}
}

const SWITCH = 'Send Token to the Host of the Result';

/** The result's host as the API's own, as one that is to get the token, or as a stranger. */
function resultHost(api: Api, url: string, withToken: boolean): 'own' | 'trusted' | 'stranger' {
	if (!/^https?:/i.test(url)) return 'own';
	const { origin } = new URL(url);
	if (origin === new URL(api.baseURL).origin) return 'own';
	if (!withToken) return 'stranger';
	if (api.vendor.origins?.(api.credential).includes(origin)) return 'trusted';
	throw api.refusal({
		message: `The result of the job is at ${origin}, which is not among the hosts of the credential`,
		hint: `It did not get the token. Enter it as "Result URL" in the credential if it is a host of Zoho, or switch "${SWITCH}" off`,
	});
}

const ADVICE: Readonly<Record<string, string>> = {
	stranger: `The result lies on another host, which did not get the token: if it wants one, switch on "${SWITCH}" in the options`,
	trusted: `The result lies on another host, which got the token: if it wants none, switch off "${SWITCH}" in the options`,
};

/**
 * The CSV inside the zip that a finished job left. Whether a host outside the base URL wants the token is not known,
 * so the user decides; without a word from the user it gets none.
 */
export async function resultOf(api: Api, url: string, withToken = false): Promise<Buffer> {
	const host = resultHost(api, url, withToken);
	const { body } = await api
		.send({
			method: 'GET',
			url,
			as: 'stream',
			limit: 'results',
			anonymous: host === 'stranger',
			timeoutMs: 600_000,
		})
		.catch(async (error: ItemError) => {
			error.description = [error.description, ADVICE[host]].filter(Boolean).join('. ');
			return await Promise.reject<ApiResponse>(error);
		});
	const chunks: Buffer[] = [];
	for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk));
	return await unzipped(Buffer.concat(chunks)).catch(
		async (error: Error) =>
			await Promise.reject<Buffer>(
				api.refusal({
					message: `The result of the job cannot be read: ${error.message}`,
					hint: 'Try again: the job itself is done',
				}),
			),
	);
}
