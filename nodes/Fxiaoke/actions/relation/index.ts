export { getDetails } from './getDetails.operation';
export { getRelated as getAll } from './getAll.operation';
