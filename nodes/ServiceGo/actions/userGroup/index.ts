export { create } from './create.operation';
export { get } from './get.operation';
export { update } from './update.operation';
