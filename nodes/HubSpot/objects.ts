import type { IDataObject } from 'n8n-workflow';
import { objectIn } from '../core/data/json';
import type { Api } from '../core/transport/api';
import type { Choice } from '../core/vendor';
import { path } from './paths';

/** Standard objects: name in paths, type ID, title. https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis */
const STANDARD: ReadonlyArray<readonly [name: string, typeId: string, title: string]> = [
	['contacts', '0-1', 'Contact'],
	['companies', '0-2', 'Company'],
	['deals', '0-3', 'Deal'],
	['tickets', '0-5', 'Ticket'],
	['products', '0-7', 'Product'],
	['line_items', '0-8', 'Line Item'],
	['quotes', '0-14', 'Quote'],
	['communications', '0-18', 'Communication'],
	['feedback_submissions', '0-19', 'Feedback Submission'],
	['tasks', '0-27', 'Task'],
	['notes', '0-46', 'Note'],
	['meetings', '0-47', 'Meeting'],
	['calls', '0-48', 'Call'],
	['emails', '0-49', 'Email'],
	['invoices', '0-53', 'Invoice'],
	['subscriptions', '0-69', 'Subscription'],
	['commerce_payments', '0-101', 'Payment'],
	['users', '0-115', 'User'],
	['postal_mail', '0-116', 'Postal Mail'],
	['orders', '0-123', 'Order'],
	['leads', '0-136', 'Lead'],
	['carts', '0-142', 'Cart'],
	['services', '0-162', 'Service'],
	['courses', '0-410', 'Course'],
	['listings', '0-420', 'Listing'],
	['appointments', '0-421', 'Appointment'],
	['projects', '0-970', 'Project'],
];

const singular = (title: string) => title.toLowerCase().replace(/ /g, '_');

const standard = (objectType: string) =>
	STANDARD.find(
		([name, typeId, title]) =>
			name === objectType || typeId === objectType || singular(title) === objectType.toLowerCase(),
	);

export const isContacts = (objectType: string) => standard(objectType)?.[0] === 'contacts';

/** The name of a standard object, else what was given. */
export const nameOf = (objectType: string) => standard(objectType)?.[0] ?? objectType;

/** The type ID, which some endpoints want; custom objects given by name are looked up. */
export async function typeIdOf(api: Api, objectType: string): Promise<string> {
	const known = standard(objectType)?.[1];
	if (known) return known;
	if (/^\d+-\d+$/.test(objectType)) return objectType;
	const url = path(api, 'schemas', objectType);
	const { objectTypeId } = await api.request({ method: 'GET', url });
	return String(objectTypeId);
}

/** Standard objects, and the account's own where the token may read their schemas. */
export async function listObjects(api: Api): Promise<Choice[]> {
	const known = STANDARD.map(([value, typeId, name]) => ({
		name,
		value,
		description: `Type ID ${typeId}`,
	}));
	const own = await api
		.request<{ results?: IDataObject[] }>({ method: 'GET', url: path(api, 'schemas') })
		.then(
			({ results }) => results ?? [],
			() => [],
		);
	const custom = own.map(({ labels, fullyQualifiedName, name, objectTypeId }) => ({
		name: String(objectIn(labels).singular ?? name),
		value: String(fullyQualifiedName ?? objectTypeId),
		description: `Type ID ${String(objectTypeId)}`,
	}));
	return [...known, ...custom].sort((a, b) => a.name.localeCompare(b.name));
}
