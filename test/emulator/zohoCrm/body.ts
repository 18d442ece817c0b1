import type { EmulatorRequest } from '../frame';

/** JSON whatever the content type says: Zoho's own SDK sends it without one. */
export function withBody(request: EmulatorRequest): EmulatorRequest {
	const { body } = request;
	if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return request;
	try {
		return { ...request, body: JSON.parse(body) as unknown };
	} catch {
		return { ...request, malformed: true };
	}
}
