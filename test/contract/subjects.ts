import { fxiaokeSubject } from './fxiaoke';
import { hubSpotSubject } from './hubSpot';
import { serviceGoSubject } from './serviceGo';
import type { Subject } from './subject';
import { zohoCrmSubject } from './zohoCrm';

/** Every vendor of the pack: the contract suite runs for each. */
export const subjects: Subject[] = [
	fxiaokeSubject,
	hubSpotSubject,
	serviceGoSubject,
	zohoCrmSubject,
];
