export { getMany as getAll } from './getAll.operation';
export { send } from './send.operation';
