import type { INodeParameters } from 'n8n-workflow';
import { startZohoCrm, type ZohoCrmEmulator } from '../emulator/zohoCrm';
import { execute } from '../support/contexts';
import { benchOf, of, record } from './bench';

let emulator: ZohoCrmEmulator;
beforeAll(async () => {
	emulator = await startZohoCrm();
});
afterAll(async () => await emulator.close());
beforeEach(() => emulator.reset());

const ID = '3652397000001988001';
const on = { recordId: ID };
const gone: Array<[string, string, INodeParameters]> = [
	['record', 'delete', on],
	['record', 'restore', on],
	['record', 'removeTerritory', { ...on, territories: [ID] }],
	['record', 'revokeShare', on],
	['record', 'unlock', { ...on, options: { lockId: ID } }],
	['relation', 'unlink', { ...on, relatedList: 'Products', relatedId: ID }],
	['relation', 'removeContactRole', { ...on, contactId: ID }],
	['recycleBin', 'restore', on],
	['recycleBin', 'delete', on],
	['recycleBin', 'empty', {}],
	['note', 'delete', { noteId: ID }],
	['attachment', 'delete', { ...on, attachmentId: ID }],
	['photo', 'delete', on],
	['tag', 'delete', { tagId: ID }],
	['tag', 'remove', { ...on, tagNames: ['a'] }],
];

/** A second time would be answered "no such ID", and what was done would look as if it had failed. */
it.each(gone)('%s %s is not sent again after a lost answer', async (resource, operation, more) => {
	emulator.faults.add({ when: {}, times: 20, answer: 'reset' });
	const parameters = of(resource, operation, more);
	await expect(execute(benchOf(emulator), { parameters })).rejects.toMatchObject({
		description: expect.stringContaining('was not sent again'),
		context: { outcome: 'unknown' },
	});
	expect(emulator.log.entries).toHaveLength(1);
});

const LOST = { when: { method: 'POST' }, answer: 'reset' } as const;
const upserting = (duplicateCheckFields: string[]) =>
	record('upsert', { duplicateCheckFields, fieldsJson: '{"Last_Name":"A","Email":"a@b.example"}' });

it.each([
	['a create', record('create', { fieldsJson: '{"Last_Name":"A"}' })],
	['an upsert whose match is not named', upserting([])],
])('%s is not sent again either', async (_name, parameters) => {
	emulator.faults.add({ ...LOST, times: 20 });
	await expect(execute(benchOf(emulator), { parameters })).rejects.toMatchObject({
		context: { outcome: 'unknown' },
	});
	expect(emulator.log.of('POST')).toHaveLength(1);
});

it('an upsert whose match is named comes together again', async () => {
	emulator.faults.add(LOST);
	await execute(benchOf(emulator), { parameters: upserting(['Email']) });
	expect(emulator.log.of('POST')).toHaveLength(2);
	expect(emulator.store.records.get('Leads')?.size).toBe(1);
});

it('an answer that broke off leaves a create unknown: it is no failed sign-in', async () => {
	emulator.faults.add({ when: { method: 'POST' }, answer: 'cut', times: 20 });
	const parameters = record('create', { fieldsJson: '{"Last_Name":"A"}' });
	await expect(execute(benchOf(emulator), { parameters })).rejects.toMatchObject({
		message: expect.not.stringContaining('Signing in') as string,
		context: { outcome: 'unknown' },
	});
	expect(emulator.log.of('POST')).toHaveLength(1);
});
