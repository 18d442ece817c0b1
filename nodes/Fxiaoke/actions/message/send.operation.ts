import { each } from '../../../core/operation';
import { actAs, actingUser, someOf } from '../../parameters';
import { payload, write } from '../../requests';

const MOST = 500;
const CARD = '{ "head": { "title": "Order" }, "first": { "content": "Approved" }, "form": [] }';

export const send = each({
	name: 'Send',
	action: 'Send a message',
	description: "Send a message to people, in the name of the app's service account",
	properties: [
		{
			displayName: 'To User IDs',
			name: 'toUser',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. FSUID_5EB1B1B1C1F5D4A',
			description: 'Open user IDs, separated by commas; 500 at most',
		},
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Composite', value: 'composite' },
				{ name: 'Text', value: 'text' },
			],
			default: 'text',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			displayOptions: { show: { messageType: ['text'] } },
		},
		{
			displayName: 'Message (JSON)',
			name: 'messageJson',
			type: 'json',
			default: CARD,
			description: 'Title, first line, form and link, as the vendor documents them',
			displayOptions: { show: { messageType: ['composite'] } },
		},
	],
	options: [
		{
			displayName: 'Convert User IDs',
			name: 'convertUserId',
			type: 'boolean',
			default: true,
			description:
				'Whether to tell Fxiaoke that people are given by open user ID. It is told so unless this is added and switched off; the need is not documented.',
		},
		actAs,
	],
	async run(call) {
		const toUser = someOf(call, 'toUser');
		if (toUser.length > MOST)
			call.refuse('toUser', `holds ${toUser.length} people, and Fxiaoke takes ${MOST} at most`);
		const msgType = call.text('messageType');
		const content =
			msgType === 'text'
				? { text: { content: call.required('text') } }
				: { composite: call.object('messageJson') ?? {} };
		const convertUserId = call.param('convertUserId') === undefined || call.flag('convertUserId');
		const body = await call.api.request(
			write('/cgi/message/send', { toUser, msgType, ...content, convertUserId }, actingUser(call)),
		);
		return { json: { ...payload(body), sent: true } };
	},
});
