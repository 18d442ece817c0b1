export { create } from './create.operation';
export { pin } from './pin.operation';
