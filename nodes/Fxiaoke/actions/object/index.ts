export { describe } from './describe.operation';
export { getMany as getAll } from './getAll.operation';
