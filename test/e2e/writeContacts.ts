/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contacts, csvOf } from './contacts';
import type { Workflow } from './n8n/workflows';

/** `npx tsx test/e2e/writeContacts.ts && npx prettier --write examples` puts the rows of contacts.ts into the example. */
const file = path.join(__dirname, '..', '..', 'examples', 'servicego-csv-to-contacts.json');
const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
const assignments = workflow.nodes.find(({ name }) => name === 'Contacts (CSV)')?.parameters
	.assignments as { assignments: Array<{ value: string }> };
assignments.assignments[0].value = csvOf(contacts());
writeFileSync(file, `${JSON.stringify(workflow, null, '\t')}\n`);
