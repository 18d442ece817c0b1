export { getMany as getAll } from './getAll.operation';
