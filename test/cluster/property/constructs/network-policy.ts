import * as fc from 'fast-check';
import { Namespace, NetworkPolicy, type NetworkPolicyProps } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { labels, selector } from '../values/labels';
import { dnsLabel, dnsSubdomain } from '../values/names';
import { allowances } from '../values/peers';
import { full, partial } from '../values/records';

/** A network policy. */
export interface NetworkPolicyCase {
  /** Name of its namespace. */
  readonly home: string;
  /** The pods that it isolates. */
  readonly pods: NetworkPolicyProps['pods'];
  /** Its other props. */
  readonly props: Partial<NetworkPolicyProps>;
}

/** {@link NetworkPolicy} under test. */
export const networkPolicy: Subject<NetworkPolicyCase> = {
  name: 'NetworkPolicy',
  props: full<NetworkPolicyCase>({
    home: dnsLabel,
    pods: fc.oneof(fc.constant('all' as const), selector),
    props: partial<Omit<NetworkPolicyProps, 'pods'>>({
      namespace: dnsLabel,
      name: dnsSubdomain,
      ingress: allowances,
      egress: allowances,
      labels,
    }),
  }),
  declare: (cluster, { home, pods, props }) =>
    inChart(cluster, (chart) => {
      const scope = props.namespace === undefined ? new Namespace(chart, home) : chart;
      new NetworkPolicy(scope, 'policy', { pods, ...props });
    }),
};
