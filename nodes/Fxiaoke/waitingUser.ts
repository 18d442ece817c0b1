import type { Api } from '../core/transport/api';
import { describe } from './fields';

/** The credential's user. Where the sign-in looks that user up by mobile number, it has to come first. */
export async function waitingUser(api: Api): Promise<string> {
	const named = String(api.credential.userId ?? '').trim();
	if (named) return named;
	const [type] = Object.keys(api.context.getNode().credentials ?? {});
	const found = async () => {
		const { actingUser } = await api.context.getCredentials(type);
		return String(actingUser ?? '').trim();
	};
	const before = await found();
	if (before) return before;
	await describe(api, 'ApprovalTaskObj');
	const after = await found();
	if (after) return after;
	throw api.refusal({
		message: 'The credential names no user whose tasks could be watched',
		hint: 'Fill in its "User ID", or "Waiting for User ID" in the options',
	});
}
