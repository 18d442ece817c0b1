import type { Endpoints } from '../context';
import { ok } from '../envelope';
import { resourceAddress } from '../links';
import { knownObject, locate } from '../locate';
import { bodyOf, queryOf, text } from '../params';
import { showRecord } from '../readRecord';
import { insertRecord, readWrites, touch } from '../writeRecord';

export const records: Endpoints = (context) => {
	const { store } = context;
	const byQuery = () => ({
		where: 'query' as const,
		objectNeeded: store.switches.objectNameById === 'required',
	});
	return [
		{
			method: 'POST',
			path: '/v1/data',
			handle: (request) => {
				const body = bodyOf(request);
				const object = knownObject(store, text(body, 'objectApiName'));
				const { id } = insertRecord(store, object, readWrites(store, object, body));
				return ok({ data: { id } });
			},
		},
		{
			method: 'PUT',
			path: '/v1/data',
			handle: (request) => {
				const body = bodyOf(request);
				const record = locate(store, body, { where: 'body', objectNeeded: true });
				record.values = readWrites(store, record.object, body, record);
				touch(store, record);
				return ok({ message: 'OK' });
			},
		},
		{
			method: 'GET',
			path: '/v1/data',
			handle: (request) => {
				const record = locate(store, queryOf(request), byQuery());
				return ok({ data: showRecord(store, record, resourceAddress(context)) });
			},
		},
		{
			method: 'DELETE',
			path: '/v1/data',
			handle: (request) => {
				const { id } = locate(store, queryOf(request), byQuery());
				store.records.delete(id);
				const kept = store.relations.filter(({ major, related }) => major !== id && related !== id);
				store.relations.splice(0, store.relations.length, ...kept);
				return ok({ message: 'OK' });
			},
		},
	];
};
