export { download } from './download.operation';
export { getJob } from './getJob.operation';
export { read } from './read.operation';
export { readFile } from './readFile.operation';
export { startRead } from './startRead.operation';
export { write } from './write.operation';
export { writeFile } from './writeFile.operation';
