export { create } from './create.operation';
export { createLabel } from './createLabel.operation';
export { remove as delete } from './delete.operation';
export { removeLabelType as deleteLabel } from './deleteLabel.operation';
export { getMany as getAll } from './getAll.operation';
export { getManyLabels as getAllLabels } from './getAllLabels.operation';
export { removeLabel } from './removeLabel.operation';
export { updateLabel } from './updateLabel.operation';
