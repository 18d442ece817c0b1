import { pinEngagement } from '../../engagements';
import { kind } from './kind';

export const pin = pinEngagement(kind);
