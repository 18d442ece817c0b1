export { create } from './create.operation';
export { remove as delete } from './delete.operation';
export { gdprDelete } from './gdprDelete.operation';
export { get } from './get.operation';
export { getMany as getAll } from './getAll.operation';
export { merge } from './merge.operation';
export { search } from './search.operation';
export { update } from './update.operation';
export { upsert } from './upsert.operation';
