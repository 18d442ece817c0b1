import { createHash } from 'node:crypto';
import type { Outgoing } from '../frame/deliver';

const json = { 'content-type': 'application/json;charset=UTF-8' };

/** The HTTP push of a trigger in ServiceGo's console: `dataId` and `sign` in the URL, the configured fields in the body. */
export function outgoingPush(
	url: string,
	secret: string,
	dataId: number | string,
	values: Record<string, string>,
): Outgoing {
	const sign = createHash('sha1').update(`${dataId}&${secret}`).digest('hex');
	return {
		url: `${url}?dataId=${dataId}&sign=${sign}`,
		body: JSON.stringify(values),
		headers: json,
	};
}

export type SubscribedEvent = 1 | 2 | 3 | 4;

/** The event subscription; how it is signed nobody knows. */
export const outgoingEvent = (url: string, event: SubscribedEvent | number): Outgoing => ({
	url,
	body: JSON.stringify({
		event,
		eventName: '审批创建',
		operateTime: '2026-11-22 16:00:00',
		operateUserId: 1,
		operateUserName: 'Admin',
		objectId: 12,
		objectName: 'case',
	}),
	headers: json,
});
