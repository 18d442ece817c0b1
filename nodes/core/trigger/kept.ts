import type { IDataObject, IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Push } from './push';

export interface Keeping {
	kept: IDataObject;
	/** Only activation and deactivation call it. */
	save(): void;
}

/**
 * What is kept of a subscription: with the node, but for one that `poll` renews. A poll sees a copy of its node's data
 * that n8n takes when it first polls, which is while the subscription is being made; the workflow's data it sees as they
 * are.
 */
export function keeping(
	context: IHookFunctions | IPollFunctions | IWebhookFunctions,
	{ renewal }: Push,
): Keeping {
	if (!renewal) return { kept: context.getWorkflowStaticData('node'), save: () => {} };
	const all = context.getWorkflowStaticData('global');
	const name = `subscription ${context.getNode().id}`;
	const before = JSON.stringify(all[name] ?? {});
	const kept = JSON.parse(before) as IDataObject;
	const save = () => {
		if (JSON.stringify(kept) === before) return;
		if (Object.keys(kept).length) all[name] = kept;
		else delete all[name];
	};
	return { kept, save };
}
