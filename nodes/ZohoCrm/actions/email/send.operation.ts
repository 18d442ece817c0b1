import { each } from '../../../core/operation';
import { writeOne } from '../../outcomes';
import {
	choice,
	flag,
	given,
	momentOf,
	objectType,
	recordId,
	recordPath,
	text,
} from '../../parameters';

const MOST_TO = 50;
const MOST_FILES = 10;

const people = (addresses: string[]) => addresses.map((email) => ({ email }));

export const send = each({
	name: 'Send',
	action: 'Send an email',
	description: 'Send an email from a record; it costs 20 credits',
	properties: [
		objectType,
		recordId,
		choice('From', 'from', 'getSenders', { required: true }),
		text('To', 'to', {
			required: true,
			placeholder: 'e.g. nathan@example.com',
			description: 'Up to 50 addresses, separated by commas',
		}),
		choice('Template', 'templateId', 'getTemplatesOrNone', {
			hint: 'None: subject and content as below',
		}),
		text('Subject', 'subject'),
		text('Content', 'content', { typeOptions: { rows: 4 } }),
	],
	options: [
		text('Attachment File IDs', 'fileIds', {
			description: 'Up to 10 IDs of uploaded files, separated by commas; 10 MB in all',
		}),
		text('BCC', 'bcc'),
		text('CC', 'cc'),
		flag('Consent Email', 'consentEmail', 'Whether this is an email that asks for consent'),
		{
			displayName: 'Format',
			name: 'mailFormat',
			type: 'options',
			options: [
				{ name: 'HTML', value: 'html' },
				{ name: 'Text', value: 'text' },
			],
			default: 'html',
		},
		flag(
			'Organization Email',
			'orgEmail',
			"Whether the sender is one of the organization's addresses",
		),
		text('Reply To', 'replyTo'),
		{ displayName: 'Send At', name: 'scheduledTime', type: 'dateTime', default: '' },
	],
	async run(call) {
		const to = call.list('to');
		if (!to.length || to.length > MOST_TO)
			call.refuse('to', `holds ${to.length} addresses: 1 to ${MOST_TO} go`);
		const files = call.list('fileIds');
		if (files.length > MOST_FILES)
			call.refuse('fileIds', `holds ${files.length} files, and an email takes ${MOST_FILES}`);
		const template = call.text('templateId');
		if (!template && !call.text('subject'))
			call.refuse('subject', 'is empty', 'Choose a template, or fill in subject and content');
		const list = (name: string) => (call.list(name).length ? people(call.list(name)) : undefined);
		const mail = given({
			from: { email: call.required('from') },
			to: people(to),
			cc: list('cc'),
			bcc: list('bcc'),
			reply_to: call.text('replyTo') ? { email: call.text('replyTo') } : undefined,
			subject: call.text('subject'),
			content: call.text('content'),
			mail_format: call.text('mailFormat') || 'html',
			org_email: call.flag('orgEmail') || undefined,
			consent_email: call.flag('consentEmail') || undefined,
			scheduled_time: momentOf(call, 'scheduledTime'),
			template: template ? { id: template } : undefined,
			attachments: files.length ? files.map((id) => ({ id })) : undefined,
		});
		const url = `${recordPath(call)}/actions/send_mail`;
		return {
			json: {
				...(await writeOne(call.api, { method: 'POST', url, body: { data: [mail] } })),
				sent: true,
			},
		};
	},
});
