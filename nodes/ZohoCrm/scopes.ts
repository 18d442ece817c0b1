/** The scope that a call needs, for the text that names it. The first row that fits wins. */
const ROWS: ReadonlyArray<[RegExp, string]> = [
	[/\/coql$/, 'ZohoCRM.coql.READ'],
	[/\/crm\/bulk\//, 'ZohoCRM.bulk.ALL'],
	[/\/crm\/v8\/upload$/, 'ZohoFiles.files.ALL'],
	[/\/crm\/v8\/files$/, 'ZohoCRM.files.CREATE and ZohoCRM.files.READ'],
	[/\/crm\/v8\/org$/, 'ZohoCRM.org.READ'],
	[/\/crm\/v8\/users/, 'ZohoCRM.users.READ'],
	[/\/settings\/email_templates/, 'ZohoCRM.templates.email.READ'],
	[/\/crm\/v8\/settings\//, 'ZohoCRM.settings.ALL'],
	[/\/__apis$/, 'ZohoCRM.apis.READ'],
	[/\/actions\/watch$/, 'ZohoCRM.notifications.ALL'],
	[/\/actions\/send_mail$/, 'ZohoCRM.send_mail.all.CREATE'],
	[/\/actions\/mass_update$/, 'ZohoCRM.mass_update.UPDATE'],
	[/\/actions\/mass_delete$/, 'ZohoCRM.mass_delete.DELETE'],
	[/\/actions\/(mass_)?change_owner$/, 'ZohoCRM.change_owner.CREATE'],
	[/\/(search|actions\/count)$/, 'ZohoSearch.securesearch.READ (and ZohoCRM.modules.ALL)'],
];

export function scopeOf({ url }: { url: string }): string {
	const path = url.split('?')[0];
	const row = ROWS.find(([pattern]) => pattern.test(path));
	if (row) return row[1];
	const [, module] = /\/crm\/v8\/([^/]+)\/[^/]+\/actions\/share$/.exec(path) ?? [];
	return module ? `ZohoCRM.share.${module.toLowerCase()}.ALL` : 'ZohoCRM.modules.ALL';
}
