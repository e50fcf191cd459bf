import { PlatformError } from '../core/errors';
import { parsePort } from '../core/values/port';

/** Transport protocol of a port. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port of a pod. Policies match the port of the pod, after the translation of any Service in between. */
export interface Port {
  /** Number, 1 to 65535. */
  readonly port: number;
  /**
   * Protocol.
   * @default 'TCP'
   */
  readonly protocol?: Protocol;
}

/** A port as people write it: a number means TCP. */
export type PortLike = number | Port;

/** Parses a port and writes its protocol out. */
export function portOf(value: PortLike): Required<Port> {
  const { port, protocol = 'TCP' } = typeof value === 'number' ? { port: value } : value;
  if (!['TCP', 'UDP', 'SCTP'].includes(protocol)) {
    throw new PlatformError({
      problem: 'has an unknown protocol',
      given: protocol,
      allowed: 'TCP, UDP, SCTP',
    });
  }
  return { port: parsePort(port), protocol };
}
