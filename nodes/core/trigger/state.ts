import type { IDataObject } from 'n8n-workflow';

/**
 * Where a polling trigger stands: the window `[since, until)` is being read when `after` has the key of its last row
 * that was put out; else everything before `since` was. A window that is empty (`until` is `since`) has not begun:
 * its `after` is where the vendor's log may be read on.
 */
export interface State {
	since: number;
	until: number;
	after?: { key: unknown };
}

/** Undefined before the first activation. `place`: a walk of another object begins its window anew. */
export function stateIn(data: IDataObject, place: string): State | undefined {
	const { since, until, after } = data;
	if (typeof since !== 'number' || typeof until !== 'number') return undefined;
	const begun = typeof after === 'string' && after.startsWith(`${place} `);
	return {
		since,
		until,
		...(begun && { after: { key: JSON.parse(after.slice(place.length + 1)) as unknown } }),
	};
}

/** In place and at once: n8n watches this very object, and a poll that fails must leave it as it was. */
export function keep(data: IDataObject, place: string, { since, until, after }: State): void {
	Object.assign(data, {
		since,
		until,
		after: after ? `${place} ${JSON.stringify(after.key)}` : null,
	});
}
