import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Vendor } from '../vendor';
import { handedOver } from './handOver';
import { keeping } from './kept';
import { completed, watching } from './webhook';

/** The poll of an instant trigger whose subscription runs out: it emits nothing. */
export async function renew(
	this: IPollFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][] | null> {
	const manual = this.getMode() === 'manual';
	const items = manual ? handedOver(this) : undefined;
	if (items) return [items];
	const { api, watch, push } = await watching(this, vendor);
	if (!manual) {
		await push.renewal?.renew({ api, watch, kept: keeping(this, push).kept });
		return null;
	}
	const sample = await push.renewal?.sample(api, watch);
	if (sample) return [await completed(async () => api, watch, push, [sample])];
	throw api.refusal({
		message: `${vendor.title} has no record to show as a sample`,
		hint: 'Listen for a test event and change a record meanwhile',
	});
}
