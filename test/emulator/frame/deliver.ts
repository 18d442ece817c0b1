import axios from 'axios';

export interface Delivered {
	status: number;
	body: unknown;
}

/** A delivery as it goes out; tests change what a forger would. */
export interface Outgoing {
	url: string;
	body: string;
	headers: Record<string, string>;
}

export const send = async ({ url, body, headers }: Outgoing): Promise<Delivered> => {
	const { status, data } = await axios.post<unknown>(url, body, {
		headers,
		validateStatus: () => true,
		transformRequest: (text: string) => text,
	});
	return { status, body: data };
};
