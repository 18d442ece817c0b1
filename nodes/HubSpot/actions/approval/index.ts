export { get } from './get.operation';
export { getMany as getAll } from './getAll.operation';
export { setQuoteStatus } from './setQuoteStatus.operation';
export { start } from './start.operation';
