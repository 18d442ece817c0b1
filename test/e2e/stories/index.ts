import type { Story } from '../story';
import { approvalToDeal } from './approvalToDeal';
import { browser } from './browser';
import { credentialTest } from './credentialTest';
import { csvToFourSystems } from './csvToFourSystems';
import { csvToServiceGo } from './csvToServiceGo';
import { examples } from './examples';
import { install } from './install';
import { nightlySync } from './nightlySync';
import { operations } from './operations';
import { orderApproval } from './orderApproval';
import { refusedRows } from './refusedRows';
import { pollingTriggers } from './pollingTriggers';
import { serviceGoInstantTrigger } from './serviceGoInstantTrigger';
import { webhookUpdate } from './webhookUpdate';

/** In the order in which they are told. */
export const stories: Story[] = [
	install,
	credentialTest,
	csvToServiceGo,
	csvToFourSystems,
	refusedRows,
	nightlySync,
	webhookUpdate,
	orderApproval,
	approvalToDeal,
	...operations,
	examples,
	browser,
	serviceGoInstantTrigger,
	pollingTriggers,
];
