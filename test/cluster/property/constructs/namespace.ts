import * as fc from 'fast-check';
import { Namespace, type NamespaceProps, type PodSecurityProps } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { furtherSecurity, level } from '../values/homes';
import { annotations, labels } from '../values/labels';
import { dnsLabel } from '../values/names';
import { full, mostly, partial } from '../values/records';
import { text } from '../values/texts';

/** A namespace. */
export interface NamespaceCase {
  /** Id of the construct. */
  readonly id: string;
  /** Its level, and the reason for that. */
  readonly level: PodSecurityProps;
  /** Its further props. */
  readonly props: NamespaceProps;
}

/** {@link Namespace} under test. */
export const namespace: Subject<NamespaceCase> = {
  name: 'Namespace',
  props: full<NamespaceCase>({
    id: dnsLabel,
    level: fc
      .tuple(level, mostly(fc.constant(undefined), text))
      .map(([props, reason]) =>
        props.podSecurityReason === undefined || reason === undefined
          ? props
          : { ...props, podSecurityReason: reason },
      ),
    props: partial<Omit<NamespaceProps, 'podSecurity' | 'podSecurityReason'>>({
      name: dnsLabel,
      labels,
      annotations,
      protect: fc.boolean(),
      ...furtherSecurity,
    }),
  }),
  declare: (cluster, { id, level, props }) =>
    inChart(cluster, (chart) => new Namespace(chart, id, { ...level, ...props })),
};
