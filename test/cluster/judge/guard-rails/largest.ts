import type { Manifest } from '../../../../lib';
import {
  claimSpec,
  deployment,
  ingress,
  labelledVolume,
  main,
  named,
  networkPolicy,
  podSpec,
  roleBinding,
  route,
  rulesFor,
  service,
  withAnnotations,
} from '../../../tenancy/guard-rails/objects';
import type { Client } from '../../bed/client';
import { type Attempt, creation } from './judge';

/** So many of something. */
export function times<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const LONG = 'a'.repeat(200);
const image = (index: number): string => `ghcr.io/acme/${LONG}-${index}:1`;
const containers = times(300, (index) => main({ name: `c${index}`, image: image(index) }));
const ephemeral = (index: number, spec: object = claimSpec()): object => ({
  name: `v${index}`,
  ephemeral: { volumeClaimTemplate: { spec } },
});
const tolerations = times(200, () => ({ key: 'example.com/guarded', operator: 'Exists' }));
const hosts = times(500, (index) => `h${index}.${'b'.repeat(60)}.guarded.example.com`);
const peers = times(5, () => named('guarded', 'guarded-staging', 'guarded-peer'));
const rules = times(200, () => ({ to: peers, ports: [{ port: 443, protocol: 'TCP' }] }));
const annotations = (last: string): Record<string, string> =>
  Object.fromEntries(
    [...times(500, (index) => `nginx.ingress.kubernetes.io/a${index}`), last].map((key) => [key, 'a']),
  );
const outside = {
  ipBlock: {
    cidr: '::/0',
    except: [...times(20, (index) => `2001:db8:${index}::/48`), 'fd00:ec2::254/128', 'fe80::/10'],
  },
};
const outsides = times(200, () => ({
  to: times(5, () => outside),
  ports: [{ port: 443, protocol: 'TCP' }],
}));
const accounts = times(500, (index) => ({
  kind: 'ServiceAccount',
  name: `account-${index}`,
  namespace: 'guarded',
}));

/** Objects as large as anybody writes them: all good, and with a bad part at the end. */
const LARGEST: readonly (readonly [rule: string, good: Manifest, bad: Manifest])[] = [
  [
    'images',
    deployment(podSpec({ containers })),
    deployment(podSpec({ containers: [...containers, main({ name: 'last', image: `evil/${LONG}:1` })] })),
  ],
  [
    'storage',
    deployment(podSpec({ volumes: times(300, (index) => ephemeral(index)) })),
    deployment(
      podSpec({
        volumes: [
          ...times(300, (index) => ephemeral(index)),
          ephemeral(300, claimSpec({ storageClassName: 'gold' })),
        ],
      }),
    ),
  ],
  [
    'locked-objects',
    deployment(podSpec({ volumes: times(300, (index) => ephemeral(index)) })),
    deployment(
      podSpec({
        volumes: [
          ...times(300, (index) => ephemeral(index)),
          { ...labelledVolume({ 'cdk8s-platform/locked': 'true' }), name: 'last' },
        ],
      }),
    ),
  ],
  [
    'pod-networks',
    withAnnotations(deployment(podSpec()), annotations('nginx.ingress.kubernetes.io/z')),
    withAnnotations(deployment(podSpec()), annotations('ovn.kubernetes.io/ip_address')),
  ],
  [
    'scheduling',
    deployment(podSpec({ tolerations })),
    deployment(podSpec({ tolerations: [...tolerations, { key: 'example.com/other', operator: 'Exists' }] })),
  ],
  [
    'ingresses',
    ingress({ rules: rulesFor(...hosts) }),
    ingress({ rules: rulesFor(...hosts, 'a.example.com') }),
  ],
  [
    'network-policies',
    networkPolicy({ egress: rules, policyTypes: ['Egress'] }),
    networkPolicy({ egress: [...rules, { to: [named('guarded-other')] }], policyTypes: ['Egress'] }),
  ],
  [
    'ingresses',
    ingress({}, annotations('nginx.ingress.kubernetes.io/z')),
    ingress({}, annotations('nginx.ingress.kubernetes.io/z-snippet')),
  ],
  [
    'services',
    service({}, annotations('nginx.ingress.kubernetes.io/z')),
    service({}, annotations('metallb.io/address-pool')),
  ],
  ['routes', route({ hostnames: hosts }), route({ hostnames: [...hosts, 'a.example.com'] })],
  [
    'network-policies',
    networkPolicy({ egress: outsides, policyTypes: ['Egress'] }),
    networkPolicy({
      egress: [...outsides, { to: [{ ipBlock: { cidr: '::/0' } }] }],
      policyTypes: ['Egress'],
    }),
  ],
  ['role-bindings', roleBinding(accounts), roleBinding([...accounts, { kind: 'User', name: 'mallory' }])],
];

/** What is judged by its content, not refused for what it costs to judge. */
export function largest(client: Client): readonly Attempt[] {
  return LARGEST.flatMap(([rule, good, bad]) => [
    { what: `the largest for ${rule}`, make: creation(client, good) },
    { what: `the largest for ${rule}, bad at its end`, make: creation(client, bad), refusedBy: rule },
  ]);
}
