export { request } from './request.operation';
export { requestMany } from './requestMany.operation';
