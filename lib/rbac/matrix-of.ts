import { Cluster } from '../core/cluster';
import { derived } from '../core/derived';
import type { PlatformApp } from '../core/synth/app';
import { administratorsOf } from './administrators';
import { PermissionMatrix } from './permission-matrix';

/** The permission matrix of what an app has rendered, for the version of its cluster. */
export const permissionMatrixOf = derived(
  (objects, app) => new PermissionMatrix(objects, Cluster.find(app)?.kubernetes, administratorsOf(app)),
);

/**
 * The permission matrix of an app, whose checks run first.
 * @throws SynthesisError with every problem found
 */
export function permissionMatrix(app: PlatformApp): PermissionMatrix {
  return permissionMatrixOf(app.objects(), app);
}
