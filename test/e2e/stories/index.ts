import type { Story } from '../story';
import { install } from './install';

/** In the order in which they are told. */
export const stories: Story[] = [install];
