/** Which scope a call wants: the least one, as the vendor's pages name it. The first row that fits wins. */
const ROWS: Array<[RegExp, string]> = [
	[/^\/crm\/v8\/coql$/, 'ZohoCRM.coql.READ'],
	[/^\/crm\/bulk\//, 'ZohoCRM.bulk.ALL'],
	[/^\/crm\/v8\/upload$/, 'ZohoFiles.files.ALL'],
	[/^\/crm\/v8\/files$/, 'ZohoCRM.files.CREATE'],
	[/^\/crm\/v8\/org$/, 'ZohoCRM.org.READ'],
	[/^\/crm\/v8\/users/, 'ZohoCRM.users.READ'],
	[/^\/crm\/v8\/settings\/email_templates/, 'ZohoCRM.templates.email.READ'],
	[/^\/crm\/v8\/settings\//, 'ZohoCRM.settings.ALL'],
	[/^\/crm\/v8\/__apis$/, 'ZohoCRM.apis.READ'],
	[/\/actions\/watch$/, 'ZohoCRM.notifications.ALL'],
	[/\/actions\/send_mail$/, 'ZohoCRM.send_mail.all.CREATE'],
	[/\/actions\/mass_update$/, 'ZohoCRM.mass_update.UPDATE'],
	[/\/actions\/mass_delete$/, 'ZohoCRM.mass_delete.DELETE'],
	[/\/actions\/change_owner$/, 'ZohoCRM.change_owner.CREATE'],
	[/\/(search|actions\/count)$/, 'ZohoSearch.securesearch.READ'],
];

export function scopeOf(path: string): string {
	const row = ROWS.find(([pattern]) => pattern.test(path));
	if (row) return row[1];
	const [, module = ''] = /^\/crm\/v\d\/([^/]+)/.exec(path) ?? [];
	if (path.endsWith('/actions/share')) return `ZohoCRM.share.${module}.ALL`;
	return 'ZohoCRM.modules.ALL';
}

const HEAVY = /\/(coql|search|upsert|actions\/(convert|send_mail|mass_\w+))$|__composite/;

export const isHeavy = (method: string, path: string) =>
	HEAVY.test(path) || (method !== 'GET' && /^\/crm\/v8\/[^/]+$/.test(path));

/** Credits of a call; writes of rows cost one per ten rows. */
export function creditsOf(method: string, path: string, body: unknown, query: object): number {
	if (/\/actions\/send_mail$/.test(path)) return 20;
	if (/^\/crm\/bulk\/v8\/read$/.test(path) && method === 'POST') return 50;
	if (/^\/crm\/bulk\/v8\/write$/.test(path) && method === 'POST') return 500;
	if (/\/actions\/convert$/.test(path)) return 5;
	if (path.endsWith('/deleted')) return 2;
	if ('cvid' in query && method === 'GET') return 3;
	if (path.endsWith('/coql')) {
		const text = String((body as { select_query?: unknown } | undefined)?.select_query ?? '');
		const [, a, b] = /limit\s+(\d+)(?:\s*,\s*(\d+))?/i.exec(text) ?? [];
		const limit = Number(b ?? a ?? 200);
		return limit > 1000 ? 3 : limit > 200 ? 2 : 1;
	}
	const rows = (body as { data?: unknown[] } | undefined)?.data;
	return Array.isArray(rows) && method !== 'GET' ? Math.max(1, Math.ceil(rows.length / 10)) : 1;
}
