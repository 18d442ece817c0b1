/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contacts, csvOf } from './contacts';
import type { Workflow } from './n8n/workflows';
import { hubSpotRows, people } from './people';

const CSV: Record<string, object[]> = {
	'servicego-csv-to-contacts': contacts(),
	'csv-to-four-systems': people(),
	'hubspot-refused-rows': hubSpotRows(),
};

/** `npx tsx test/e2e/writeContacts.ts && npx prettier --write examples` puts the rows into the examples. */
for (const [name, rows] of Object.entries(CSV)) {
	const file = path.join(__dirname, '..', '..', 'examples', `${name}.json`);
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
	const assignments = workflow.nodes.find((node) => node.name === 'Contacts (CSV)')?.parameters
		.assignments as { assignments: Array<{ value: string }> };
	assignments.assignments[0].value = csvOf(rows);
	writeFileSync(file, `${JSON.stringify(workflow, null, '\t')}\n`);
}
