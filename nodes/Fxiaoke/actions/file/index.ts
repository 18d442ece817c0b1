export { attach } from './attach.operation';
export { download } from './download.operation';
export { getPreviewUrl } from './getPreviewUrl.operation';
export { getUrl } from './getUrl.operation';
export { upload } from './upload.operation';
