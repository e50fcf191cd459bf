import type { Manifest } from '../../../../lib';
import { named, networkPolicy } from '../objects';
import { type Row, rows } from './row';

const PORT = [{ port: 443, protocol: 'TCP' }];
const FROM = 'ingress may be from these namespaces';
const TO = 'egress may be to these namespaces';
const RANGE = 'egress may be to these address ranges';
const block = (cidr: string, except?: readonly string[]): object => ({
  ipBlock: { cidr, ...(except && { except }) },
});
/** What is not outside the cluster, of IPv6. */
const OUTSIDE = ['fd00:ec2::254/128', 'fe80::/10'];
const from = (...peers: readonly object[]): Manifest =>
  networkPolicy({ ingress: [{ from: peers }], policyTypes: ['Ingress'] });
const toPorts = (ports: readonly object[], ...peers: readonly object[]): Manifest =>
  networkPolicy({ egress: [{ to: peers, ports }], policyTypes: ['Egress'] });
const to = (...peers: readonly object[]): Manifest => toPorts(PORT, ...peers);
const DNS = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];
const PODS = { podSelector: { matchLabels: { app: 'shop' } } };

/** Rows of the rule `network-policies`. */
export const NETWORK_POLICIES: readonly Row[] = rows(
  'network-policies',
  {
    'a policy that denies': networkPolicy({ policyTypes: ['Ingress', 'Egress'] }),
    'from pods of its own namespace': from(PODS, { podSelector: {} }),
    'from another namespace of the tenant': from(named('guarded-staging')),
    'from several namespaces of the tenant': from(named('guarded', 'guarded-staging')),
    'from the ingress controller and monitoring': from(
      { ...named('ingress-nginx'), ...PODS },
      named('monitoring'),
    ),
    'from and to a shared namespace': networkPolicy({
      ingress: [{ from: [named('guarded-shared')] }],
      egress: [{ to: [named('guarded-shared')] }],
      policyTypes: ['Ingress', 'Egress'],
    }),
    'to DNS and its cache on the node': toPorts(DNS, named('kube-system'), block('169.254.20.10/32')),
    'to an address range of the tenant': to(block('198.51.100.0/24')),
    'to an address range of the tenant without a part of it': to(
      block('198.51.100.0/24', ['198.51.100.8/29']),
    ),
    'to every address outside of the cluster': to(block('::/0', OUTSIDE)),
    'to every address outside of the cluster but more': to(block('::/0', [...OUTSIDE, '2001:db8::/32'])),
    'from the namespace of an operator': from({ ...named('guarded-operators'), ...PODS }),
    'to a tenant that it may connect to': to({ ...named('guarded-peer'), ...PODS }),
  },
  {
    'from anyone': [
      networkPolicy({ ingress: [{}], policyTypes: ['Ingress'] }),
      'without "from" lets anyone in',
    ],
    'from anyone, on one port': [
      networkPolicy({ ingress: [{ ports: PORT }], policyTypes: ['Ingress'] }),
      'without "from"',
    ],
    'to anyone': [networkPolicy({ egress: [{}], policyTypes: ['Egress'] }), 'without "to" leads anywhere'],
    'from every namespace': [from({ namespaceSelector: {} }), FROM],
    'from pods of every namespace': [from({ namespaceSelector: {}, ...PODS }), FROM],
    'from another tenant': [from(named('guarded-other')), FROM],
    'from its own namespace or another tenant': [from(named('guarded', 'guarded-other')), FROM],
    'from a good peer and a bad one': [from(PODS, named('guarded-other')), FROM],
    'from a label that anybody may have': [
      from({ namespaceSelector: { matchLabels: { team: 'guarded' } } }),
      FROM,
    ],
    'from all but one namespace': [
      from({
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['guarded'] }],
        },
      }),
      FROM,
    ],
    'from addresses': [from(block('0.0.0.0/0')), FROM],
    'from a tenant that it may only connect to': [from(named('guarded-peer')), FROM],
    'to another tenant': [to(named('guarded-other')), TO],
    'to the namespace of DNS on another port': [to(named('kube-system')), TO],
    'to the namespace of DNS on ports of DNS and another': [
      toPorts([...DNS, ...PORT], named('kube-system')),
      TO,
    ],
    'to the namespace of DNS on a range of ports': [
      toPorts([{ port: 53, endPort: 9999, protocol: 'TCP' }], named('kube-system')),
      TO,
    ],
    'to the namespace of DNS on a port by its name': [
      toPorts([{ port: 'https', protocol: 'TCP' }], named('kube-system')),
      TO,
    ],
    'to the namespace of DNS on every port': [
      networkPolicy({ egress: [{ to: [named('kube-system')] }], policyTypes: ['Egress'] }),
      TO,
    ],
    'to every namespace': [to({ namespaceSelector: {} }), TO],
    'to the namespace of monitoring': [to(named('monitoring')), TO],
    'to every address': [to(block('0.0.0.0/0')), RANGE],
    'to every address but some': [to(block('0.0.0.0/0', ['10.0.0.0/8'])), RANGE],
    'to the metadata service': [to(block('169.254.169.254/32')), RANGE],
    'to a wider range': [to(block('198.51.0.0/16')), RANGE],
    'to a wider range without the rest of it': [to(block('198.51.0.0/16', ['198.51.0.0/18'])), RANGE],
    'to every address of a family, the cluster among them': [
      to(block('::/0')),
      'leaving out by except each of 10.244.0.0/16, 10.96.0.0/12, 100.100.100.200/32',
    ],
    'to every address of a family without a part of what is inside': [
      to(block('::/0', OUTSIDE.slice(1))),
      RANGE,
    ],
    'to an address of the link': [to(block('fe80::1/128')), RANGE],
    'to the namespace of an operator': [to(named('guarded-operators')), TO],
  },
);
