export { add } from './add.operation';
export { create } from './create.operation';
export { deleteTag as delete } from './delete.operation';
export { getMany as getAll } from './getAll.operation';
export { remove } from './remove.operation';
export { update } from './update.operation';
