import { createEngagement } from '../../engagements';
import { kind } from './kind';

export const create = createEngagement(kind);
