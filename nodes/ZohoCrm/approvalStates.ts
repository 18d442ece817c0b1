/** `approval_state` of v8 searches. https://www.zoho.com/crm/developer/docs/api/v8/search-records.html */
export const STATES = [
	{ name: 'Approval Pending', value: 'approval_process_pending' },
	{ name: 'Approval Rejected', value: 'approval_process_rejected' },
	{ name: 'Approved', value: 'approved' },
	{ name: 'Email Parser Approved', value: 'email_parser_approved' },
	{ name: 'Email Parser Pending', value: 'email_parser_pending' },
	{ name: 'Email Parser Rejected', value: 'email_parser_rejected' },
	{ name: 'Merge Pending', value: 'merge_pending' },
	{ name: 'Review Pending', value: 'review_process_pending' },
	{ name: 'Review Rejected', value: 'review_process_rejected' },
	{ name: 'Webform Approval Pending', value: 'webform_approval_pending' },
	{ name: 'Webform Approved', value: 'webform_approved' },
	{ name: 'Webform Rejected', value: 'webform_rejected' },
	{ name: 'Zia Vision Approved', value: 'zia_vision_approved' },
	{ name: 'Zia Vision Pending', value: 'zia_vision_pending' },
	{ name: 'Zia Vision Rejected', value: 'zia_vision_rejected' },
];
