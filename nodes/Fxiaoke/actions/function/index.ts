export { run } from './run.operation';
