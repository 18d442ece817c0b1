import { updateOne } from '../../definitions';
import { kind } from './kind';

export const update = updateOne(kind, 'e.g. { "labels": { "singular": "Car", "plural": "Cars" } }');
