import type { Allowance } from './allowance';
import type { Peer } from './peer';
import type { PortLike } from './port';

/** Something that accepts connections and guards them with a policy of its own. */
export interface ConnectionTarget {
  /** Its pods, as its clients name them. */
  readonly peer: Peer;
  /** The ports of its pods that clients connect to. */
  readonly servicePorts: readonly PortLike[];
  /** Lets a client in. */
  allowFrom(...allowances: readonly Allowance[]): void;
}
