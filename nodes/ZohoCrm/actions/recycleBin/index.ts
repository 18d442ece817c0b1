export { remove as delete } from './delete.operation';
export { empty } from './empty.operation';
export { getMany as getAll } from './getAll.operation';
export { restore } from './restore.operation';
