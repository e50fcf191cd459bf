import { Cluster } from '../core/cluster';
import { derived } from '../core/derived';
import { PermissionMatrix } from './permission-matrix';

/** The permission matrix of an app, for the version of its cluster. */
export const permissionMatrixOf = derived(
  (objects, app) => new PermissionMatrix(objects, Cluster.find(app)?.kubernetes),
);
