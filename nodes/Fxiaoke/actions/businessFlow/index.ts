export { cancel } from './cancel.operation';
export { completeTask } from './completeTask.operation';
export { editAndComplete } from './editAndComplete.operation';
export { getOfRecord } from './getOfRecord.operation';
export { getProgress } from './getProgress.operation';
export { rejectTask } from './rejectTask.operation';
