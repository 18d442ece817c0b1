export { remove as delete } from './delete.operation';
export { download } from './download.operation';
export { upload } from './upload.operation';
