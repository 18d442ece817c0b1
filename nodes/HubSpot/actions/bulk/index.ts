export { cancelImport } from './cancelImport.operation';
export { exportRecords as export } from './export.operation';
export { getExport } from './getExport.operation';
export { getImport } from './getImport.operation';
export { getImportErrors } from './getImportErrors.operation';
export { importFile } from './importFile.operation';
export { importItems } from './importItems.operation';
