import { deleteOne } from '../../definitions';
import { kind } from './kind';

export const remove = deleteOne(kind);
