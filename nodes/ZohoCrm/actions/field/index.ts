export { get } from './get.operation';
export { getMany as getAll } from './getAll.operation';
