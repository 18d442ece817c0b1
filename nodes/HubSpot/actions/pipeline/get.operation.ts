import { getOne } from '../../definitions';
import { kind } from './kind';

export const get = getOne(kind);
