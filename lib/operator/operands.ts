import { inProp } from '../core/errors';
import type { StringMap } from '../core/labels';
import { Allowance } from '../network/allowance';
import { Peer } from '../network/peer';
import type { PortLike } from '../network/port';
import type { OperatorScope } from './scope';

/** Pods that an operator keeps for its custom resources, and connects to. */
export interface Operands {
  /** Labels that they all have. */
  readonly podLabels: StringMap;
  /** Ports of the pods, not of their Services. */
  readonly ports: readonly PortLike[];
}

/**
 * To the operands of an operator, in the namespaces of its scope. For the whole cluster these are pods of any namespace
 * with the labels: whoever may create pods can give them to one of their own, and be connected to.
 * @throws PlatformError without a path, for a selector of every pod, and for no port
 */
export function toOperands(operands: readonly Operands[], { names }: OperatorScope): readonly Allowance[] {
  return operands.map(({ podLabels, ports }, index) =>
    inProp(`[${index}]`, () =>
      Allowance.of(names ? Peer.pods(names, podLabels) : Peer.podsOfAllNamespaces(podLabels), ports),
    ),
  );
}
