import type { IDataObject } from 'n8n-workflow';

/** So long n8n may take to write what a poll left; a poll that is shown the state before it after that is to repeat it. */
const WRITTEN_WITHIN_MS = 30_000;

/** The state before a node's first poll, which n8n runs alone. */
const NONE = '{}';

/** Polls under way, by workflow and node. */
const underWay = new Set<string>();
/** What the polls that moved their node's state of late began with, and when they ended. */
const passed = new Map<string, Array<{ began: string; at: number }>>();

/**
 * Runs a poll unless another of the same node would put out the same: one is under way, or has just ended and n8n shows
 * the state before it, which a poll that starts beside it may be given. After a restart n8n runs several at once.
 * `state`: what the node keeps, changed in place. Undefined: this poll has nothing to do.
 */
export async function alone<T>(
	mine: string,
	state: IDataObject,
	run: () => Promise<T>,
): Promise<T | undefined> {
	const began = JSON.stringify(state);
	if (underWay.has(mine) || isPassed(mine, began)) return undefined;
	underWay.add(mine);
	try {
		const done = await run();
		if (JSON.stringify(state) !== began)
			passed.set(mine, [...late(mine), { began, at: Date.now() }]);
		return done;
	} finally {
		underWay.delete(mine);
	}
}

const isPassed = (mine: string, began: string): boolean =>
	began !== NONE && late(mine).some((poll) => poll.began === began);

function late(mine: string) {
	const now = Date.now();
	return (passed.get(mine) ?? []).filter(({ at }) => at <= now && now < at + WRITTEN_WITHIN_MS);
}
