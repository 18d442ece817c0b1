export { request } from './request.operation';
