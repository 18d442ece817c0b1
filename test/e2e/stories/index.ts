import type { Story } from '../story';
import { agentTools } from './agentTools';
import { approvalToDeal } from './approvalToDeal';
import { browser } from './browser';
import { credentialTest } from './credentialTest';
import { csvToFourSystems } from './csvToFourSystems';
import { durableCursors } from './cursors';
import { csvToServiceGo } from './csvToServiceGo';
import { everyNode } from './everyNode';
import { examples } from './examples';
import { hubSpotInstantTrigger } from './hubSpotInstantTrigger';
import { install } from './install';
import { nightlySync } from './nightlySync';
import { operations } from './operations';
import { orderApproval } from './orderApproval';
import { pollingTriggers } from './polling';
import { binaryModes } from './queue/binary';
import { queueKill } from './queue/kill';
import { queueMode } from './queue/mode';
import { refusedRows } from './refusedRows';
import { serviceGoInstantTrigger } from './serviceGoInstantTrigger';
import { webhookUpdate } from './webhookUpdate';
import { zohoCrmInstantTrigger } from './zohoCrmInstantTrigger';

/** In the order in which they are told. */
export const stories: Story[] = [
	install,
	// before others have made credentials: n8n would choose one of theirs for a new node
	browser,
	credentialTest,
	csvToServiceGo,
	csvToFourSystems,
	refusedRows,
	nightlySync,
	webhookUpdate,
	orderApproval,
	approvalToDeal,
	agentTools,
	...operations,
	examples,
	serviceGoInstantTrigger,
	hubSpotInstantTrigger,
	zohoCrmInstantTrigger,
	pollingTriggers,
	queueMode,
	queueKill,
	binaryModes,
	durableCursors,
	everyNode,
];

/** What an older n8n has to show: the pack installs, and reads, writes, batches, files and errors work. */
export const storiesOfOlder = (version: string): Story[] =>
	[install, csvToServiceGo, csvToFourSystems, refusedRows, webhookUpdate].map((story) => ({
		...story,
		name: `${story.name} on n8n ${version}`,
	}));
