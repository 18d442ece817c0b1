import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call } from '../../../core/node/call';
import type { Api } from '../../../core/transport/api';
import { wait } from '../../../core/transport/wait';
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

/** The CSV inside the zip that a finished job left. */
export async function resultOf(api: Api, url: string): Promise<Buffer> {
	const own = !/^https?:/i.test(url) || new URL(url).origin === new URL(api.baseURL).origin;
	const { body } = await api.send({
		method: 'GET',
		url,
		as: 'stream',
		limit: 'results',
		anonymous: !own,
		timeoutMs: 600_000,
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
