import { objectType } from '../../../core/node/parameters';
import { text, type Definition } from '../../definitions';
import { objectName } from '../../parameters';

export const kind: Definition = {
	one: 'stage',
	many: 'stages',
	family: 'pipelines',
	within: [objectType, text('Pipeline ID', 'pipelineId', 'e.g. default')],
	place: (call) => [objectName(call), call.id('pipelineId'), 'stages'],
	key: text('Stage ID', 'stageId', 'e.g. closedwon'),
};
