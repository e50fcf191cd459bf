/** API group of roles and bindings. */
export const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** Verbs that read objects, one or all. */
export const READ: readonly string[] = ['get', 'list', 'watch'];

/** Verbs that say what an object is to be, each in its way. */
export const WRITE: readonly string[] = ['create', 'update', 'patch'];
