export { getTransitions } from './getTransitions.operation';
export { run } from './run.operation';
