export { add } from './add.operation';
export { edit } from './edit.operation';
export { get } from './get.operation';
export { remove } from './remove.operation';
