export { claim } from './claim.operation';
export { remove } from './remove.operation';
export { giveBack as return } from './return.operation';
