import type { Call } from '../../../core/node/call';
import { choice, idIn, moduleIn } from '../../parameters';

export const relatedList = choice('Related List', 'relatedList', 'getRelatedLists', {
	required: true,
});

/** Pairs that Zoho links by this API; every other relation is a lookup field of one of the two. */
const LINKS: ReadonlyArray<[string, string]> = [
	['Campaigns', 'Leads'],
	['Campaigns', 'Contacts'],
	['Products', 'Leads'],
	['Products', 'Accounts'],
	['Products', 'Contacts'],
	['Products', 'Deals'],
	['Products', 'Price_Books'],
	['Appointments__s', 'Services__s'],
];

export const relatedPath = (call: Call): string =>
	`/crm/v8/${moduleIn(call)}/${idIn(call)}/${call.id('relatedList')}`;

/** A pair of standard modules that Zoho does not link is refused before it is sent. */
export function checkLinkable(call: Call): void {
	const [a, b] = [moduleIn(call), call.id('relatedList')];
	const known = new Set(LINKS.flat());
	if (!known.has(a) || !known.has(b)) return;
	if (LINKS.some(([x, y]) => (x === a && y === b) || (x === b && y === a))) return;
	call.refuse(
		'relatedList',
		`is ${b}, and Zoho CRM does not link ${a} with it`,
		'Links exist between Campaigns and Leads or Contacts, Products and Leads, Accounts, Contacts, Deals or Price Books, Appointments and Services. For others write the lookup field of the record',
	);
}
