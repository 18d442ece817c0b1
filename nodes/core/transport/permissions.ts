import type { Refusal, Vendor } from '../vendor';
import type { ApiRequest } from './api';

type Said = Omit<Refusal, 'kind'>;

/** What the credential turned out not to be allowed: nothing more is sent that would meet the same refusal. */
export interface Permissions {
	/** The refusal that this request would meet. */
	lacking(request: ApiRequest): Said | undefined;
	/** A refusal as it is to be told: the first one of a permission, with its name, stands for all. */
	noted(request: ApiRequest, refused: Said): Said;
}

export function permissionsOf({ permission }: Vendor): Permissions {
	const denied = new Map<string, Said>();
	const needed = ({ anonymous, ...request }: ApiRequest): string =>
		(!anonymous && permission?.(request)) || '';
	return {
		lacking: (request) => denied.get(needed(request)),
		noted(request, refused) {
			const name = needed(request);
			if (name && refused.denied && !denied.has(name)) denied.set(name, withName(refused, name));
			return denied.get(name) ?? refused;
		},
	};
}

const withName = (refused: Said, name: string): Said => ({
	...refused,
	hint: [`It needs: ${name}`, refused.hint].filter(Boolean).join('. '),
});
