import { Cluster } from '../../core/cluster';
import { derived } from '../../core/derived';
import { NetworkMatrix } from './network-matrix';

/** The network matrix of an app, for its cluster. */
export const networkMatrixOf = derived((objects, app) => new NetworkMatrix(objects, Cluster.find(app)));
