export { act } from './act.operation';
export { get } from './get.operation';
export { getMany as getAll } from './getAll.operation';
export { getPending } from './getPending.operation';
