import { objectType } from '../../../core/node/parameters';
import { text, type Definition } from '../../definitions';
import { objectName } from '../../parameters';

export const kind: Definition = {
	one: 'pipeline',
	many: 'pipelines',
	family: 'pipelines',
	within: [objectType],
	place: (call) => [objectName(call)],
	key: text('Pipeline ID', 'pipelineId', 'e.g. default'),
	// the defaults of the two differ by version, and by source
	deleting: { validateReferencesBeforeDelete: true, validateDealStageUsagesBeforeDelete: true },
};
