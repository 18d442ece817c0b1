export { move } from './move.operation';
export { trigger } from './trigger.operation';
