import type { Story } from '../story';
import { credentialTest } from './credentialTest';
import { durableCursors } from './cursors';
import { csvToServiceGo } from './csvToServiceGo';
import { examples } from './examples';
import { install } from './install';
import { operations } from './operations';
import { orderApproval } from './orderApproval';
import { instantTrigger, pollingTrigger } from './triggers';
import { binaryModes } from './queue/binary';
import { queueKill } from './queue/kill';
import { queueMode } from './queue/mode';
import { webhookUpdate } from './webhookUpdate';

/** In the order in which they are told. */
export const stories: Story[] = [
	install,
	credentialTest,
	csvToServiceGo,
	webhookUpdate,
	orderApproval,
	...operations,
	examples,
	instantTrigger,
	pollingTrigger,
	queueMode,
	queueKill,
	binaryModes,
	durableCursors,
];
