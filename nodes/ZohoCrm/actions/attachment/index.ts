export { addLink } from './addLink.operation';
export { remove as delete } from './delete.operation';
export { download } from './download.operation';
export { getMany as getAll } from './getAll.operation';
export { upload } from './upload.operation';
