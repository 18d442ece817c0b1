import type { Parameters } from '../core/node/call';
import { describe } from './fields';

/** The credential's user. Where the sign-in looks that user up by mobile number, it has to come first. */
export async function waitingUser(watch: Parameters): Promise<string> {
	const { api } = watch;
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
	return (
		(await found()) ||
		watch.refuse('waitingFor', 'is empty, and the credential names no user', 'Fill one of them in')
	);
}
