import { ConnectionSet } from './connection-set';
import { LabelSpace } from './label-space';
import type { MatrixNamespace } from './namespaces';
import type { Opening } from './opening';
import type { NamedPort } from './rule-ports';

/** What is known of pods: where they are, and as much of the rest as there is. */
export interface PodSpace {
  /** Their namespace. */
  readonly namespace: MatrixNamespace;
  /** The labels that they may have. */
  readonly labels: LabelSpace;
  /**
   * The ports that their containers name.
   * @default - unknown
   */
  readonly ports?: readonly NamedPort[];
}

/** Every pod of a namespace. */
export function anyPod(namespace: MatrixNamespace): PodSpace {
  return { namespace, labels: LabelSpace.ANY };
}

/** Whether an opening is to, or from, pods of a namespace. */
export function reaches({ pods }: Opening, { labels }: MatrixNamespace): boolean {
  return pods !== undefined && (pods.namespaces.size === 0 || labels.hasSome([pods.namespaces]));
}

/**
 * What some pod can connect to some other on, by one way out and one way in: nothing, where no labels are such that one
 * pod is let out and the other let in.
 *
 * What is asked of the labels of each end is settled on its own, as no selector compares them.
 */
export function through(
  egress: Opening,
  ingress: Opening,
  from: LabelSpace = LabelSpace.ANY,
  to: LabelSpace = LabelSpace.ANY,
  ports?: readonly NamedPort[],
): ConnectionSet {
  if (!egress.pods || !ingress.pods) return ConnectionSet.NONE;
  const out = egress.ports.connections(ports);
  const open = (egress.translated ? out.anyPort : out).intersect(ingress.ports.connections(ports));
  if (open.isEmpty) return ConnectionSet.NONE;
  const isSource = from.hasSome([egress.self, ingress.pods.pods], egress.but);
  return isSource && to.hasSome([ingress.self, egress.pods.pods], ingress.but) ? open : ConnectionSet.NONE;
}
