import * as fc from 'fast-check';
import type { TenantBounds } from '../../../../lib';
import { labels, qualifiedName } from './labels';
import { dnsSubdomain } from './names';
import { mostly, partial } from './records';

/** One label is a domain of everybody, which synth refuses. */
const domain = mostly(
  dnsSubdomain.filter((name) => name.includes('.')),
  dnsSubdomain,
  100,
);

const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { maxLength: 3 });
const registry = fc.constantFrom(
  'ghcr.io/acme',
  'acme',
  'registry.example.com:5000',
  'localhost/a',
  'quay.io',
);
const outside = fc.constantFrom('198.51.100.0/24', '203.0.113.7/32', '2001:db8::/32');

/**
 * What members may choose; address ranges outside any cluster, seldom, for the Cluster then has to state its own.
 */
export const bounds: fc.Arbitrary<TenantBounds> = partial<TenantBounds>({
  registries: some(registry),
  pullPolicies: fc.subarray(['Always' as const, 'IfNotPresent' as const]),
  domains: some(domain),
  ingressClasses: some(dnsSubdomain),
  gateways: some(fc.constantFrom('gateways/public', 'gateway-system/internal.example')),
  annotations: some(fc.constantFrom('nginx.ingress.kubernetes.io/', 'example.com/key', 'plain')),
  storageClasses: some(dnsSubdomain),
  volumeAttributesClasses: some(dnsSubdomain),
  priorityClasses: some(dnsSubdomain),
  runtimeClasses: some(dnsSubdomain),
  nodeSelector: labels,
  tolerations: some(qualifiedName),
  egressCidrs: mostly(fc.constant<string[]>([]), some(outside), 60),
});
