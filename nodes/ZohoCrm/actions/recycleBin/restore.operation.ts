export { restore } from '../record/restore.operation';
