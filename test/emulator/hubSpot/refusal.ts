import type { Answer } from '../frame';

export interface Detail {
	message: string;
	code?: string;
	in?: string;
	subCategory?: string;
	context?: Record<string, string[]>;
}

/** HubSpot's envelope of a refusal, thrown by whoever finds it out. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly category: string,
		message: string,
		readonly more: {
			subCategory?: string;
			errors?: Detail[];
			context?: Record<string, string[]>;
			extra?: Record<string, unknown>;
			headers?: Record<string, string>;
		} = {},
	) {
		super(message);
	}
}

export const invalid = (message: string, errors?: Detail[]) =>
	new Refusal(400, 'VALIDATION_ERROR', message, { errors });

export const missing = (message: string) => new Refusal(404, 'OBJECT_NOT_FOUND', message);

let correlations = 0;

export const correlationId = () =>
	`00000000-0000-4000-8000-${String(++correlations).padStart(12, '0')}`;

export function answerRefusal({ status, category, message, more }: Refusal): Answer {
	const { headers, extra, ...rest } = more;
	const parts = Object.fromEntries(Object.entries(rest).filter(([, part]) => part !== undefined));
	return {
		status,
		headers,
		body: {
			status: 'error',
			message,
			correlationId: correlationId(),
			...(category && { category }),
			...parts,
			...extra,
		},
	};
}

export interface PropertyFault {
	isValid: false;
	message: string;
	error: string;
	name: string;
	portalId: number;
}

export const PORTAL_ID = 62515;

export const propertyFault = (name: string, error: string, message: string): PropertyFault => ({
	isValid: false,
	message,
	error,
	name,
	portalId: PORTAL_ID,
});

/** "Property values were not valid: [{json…}]", as the API says it. */
export const badProperties = (faults: PropertyFault[]) =>
	invalid(
		`Property values were not valid: ${JSON.stringify(faults)}`,
		faults.map(({ message, error, name }) => ({
			message,
			code: error,
			context: { propertyName: [name] },
		})),
	);
