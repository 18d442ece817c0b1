export { getMany as getAll } from './getAll.operation';
export { getContactRoles } from './getContactRoles.operation';
export { link } from './link.operation';
export { removeContactRole } from './removeContactRole.operation';
export { setContactRole } from './setContactRole.operation';
export { unlink } from './unlink.operation';
