import { updateOne } from '../../definitions';
import { kind } from './kind';

export const update = updateOne(kind, 'e.g. { "label": "New label" }');
