import { Cluster } from '../../core/cluster';
import { derived } from '../../core/derived';
import type { ObjectIndex } from '../../core/rendered-object';
import { PlatformApp } from '../../core/synth/app';
import { NetworkMatrix } from './network-matrix';

/** The network matrix of what an app has rendered, for its cluster. */
export const networkMatrixOf = derived((objects, app) => new NetworkMatrix(objects, Cluster.find(app)));

/**
 * The network matrix of an app.
 * @param source an app, whose checks then run, or its objects
 * @param cluster the cluster that they are for; of an app, its own
 * @throws PlatformError with the path of a NetworkPolicy that cannot be read
 */
export function networkMatrix(source: PlatformApp | ObjectIndex, cluster?: Cluster): NetworkMatrix {
  if (!(source instanceof PlatformApp)) return new NetworkMatrix(source, cluster);
  const objects = source.objects();
  return cluster ? new NetworkMatrix(objects, cluster) : networkMatrixOf(objects, source);
}
