import { getAllOf } from '../../definitions';
import { kind } from './kind';

export const getMany = getAllOf(kind);
