import { Cluster } from '../../lib';
import { parseBounds } from '../../lib/tenancy/guard-rails/bounds';
import { messageOf } from '../core/support';

const cluster = new Cluster({
  kubernetes: '1.34',
  podCidrs: ['10.244.0.0/16'],
  serviceCidrs: ['10.96.0.0/12'],
  nodeCidrs: ['192.168.0.0/16'],
  ingress: { namespace: 'ingress-nginx', className: 'public' },
  apiServer: { cidrs: ['10.96.0.1/32', '192.0.2.1/32'] },
});

test('what is not stated is none, but for images, annotations, storage and the ingress class of the cluster', () => {
  expect(parseBounds({}, cluster)).toEqual({
    registries: ['*'],
    pullPolicies: ['Always', 'IfNotPresent'],
    domains: [],
    ingressClasses: ['public'],
    gateways: [],
    annotations: ['*'],
    storageClasses: ['*'],
    volumeAttributesClasses: [],
    priorityClasses: [],
    runtimeClasses: [],
    nodeSelector: {},
    tolerations: [],
    egressCidrs: [],
  });
  expect(parseBounds({}, new Cluster({ kubernetes: '1.34' })).ingressClasses).toEqual([]);
});

test('an empty list allows nothing', () => {
  const { registries, storageClasses, ingressClasses } = parseBounds(
    { registries: [], storageClasses: [], ingressClasses: [] },
    cluster,
  );
  expect([registries, storageClasses, ingressClasses]).toEqual([[], [], []]);
});

test('lists have each value once, in order', () => {
  expect(
    parseBounds({ domains: ['b.example.com', 'a.example.com', 'b.example.com'] }, cluster).domains,
  ).toEqual(['a.example.com', 'b.example.com']);
});

test.each([
  ['ghcr.io/acme', 'ghcr.io/acme'],
  ['acme', 'docker.io/acme'],
  ['registry.example.com:5000', 'registry.example.com:5000'],
  ['localhost/a', 'localhost/a'],
])('the registry %s is %s', (stated, long) => {
  expect(parseBounds({ registries: [stated] }, cluster).registries).toEqual([long]);
});

test.each([
  '',
  '*',
  'ghcr.io/acme/',
  'https://ghcr.io',
  'ghcr.io/acme:1',
  'ghcr.io/Acme',
  'a,b',
  'ghcr.io/acme@sha256:a',
])('no registry: %j', (registry) => {
  expect(messageOf(() => parseBounds({ registries: [registry] }, cluster))).toContain(
    'registries[0] is no registry',
  );
});

test.each([
  '10.244.3.0/24',
  '10.0.0.0/8',
  '169.254.0.0/16',
  'fd00:ec2::/32',
  'fe80::/64',
  '168.63.129.16/32',
  '100.64.0.0/10',
  '192.168.7.0/24',
  '10.96.0.0/24',
])('no range outside the cluster: %s', (cidr) => {
  expect(messageOf(() => parseBounds({ egressCidrs: [cidr] }, cluster))).toMatch(
    /^egressCidrs\[0\] overlaps/,
  );
});

test.each([
  [{}, 'podCidrs and serviceCidrs'],
  [{ podCidrs: ['10.244.0.0/16'] }, 'serviceCidrs'],
  [{ serviceCidrs: ['10.96.0.0/12'] }, 'podCidrs'],
])('no range is outside a cluster that states of itself only %j', (stated, missing) => {
  const unknown = new Cluster({ kubernetes: '1.34', apiServer: { cidrs: ['192.0.2.1/32'] }, ...stated });
  expect(messageOf(() => parseBounds({ egressCidrs: ['198.51.100.0/24'] }, unknown))).toContain(
    `egressCidrs[0] may be an address range of the cluster, which does not state its ${missing};`,
  );
  expect(parseBounds({ egressCidrs: ['192.0.2.1/32'] }, unknown).egressCidrs).toEqual(['192.0.2.1/32']);
});

test('every address stands for those outside the cluster, which has to state what is inside', () => {
  expect(parseBounds({ egressCidrs: ['::/0', '0.0.0.0/0'] }, cluster).egressCidrs).toEqual([
    '0.0.0.0/0',
    '::/0',
  ]);
  const unknown = new Cluster({ kubernetes: '1.34', podCidrs: ['10.244.0.0/16'] });
  expect(messageOf(() => parseBounds({ egressCidrs: ['0.0.0.0/0'] }, unknown))).toContain(
    'egressCidrs[0] may be an address range of the cluster, which does not state its serviceCidrs;',
  );
});

test('the API server may be a bound, though its Service is of the cluster', () => {
  expect(parseBounds({ egressCidrs: ['10.96.0.1/32', '192.0.2.1/32'] }, cluster).egressCidrs).toEqual([
    '10.96.0.1/32',
    '192.0.2.1/32',
  ]);
});

test.each([
  [{ domains: ['*.example.com'] }, 'domains[0]'],
  [{ priorityClasses: ['a,b'] }, 'priorityClasses[0]'],
  [{ nodeSelector: { 'a=b': 'c' } }, 'nodeSelector'],
  [{ tolerations: [''] }, 'tolerations[0]'],
  [{ egressCidrs: ['198.51.100.1/24'] }, 'egressCidrs[0]'],
  [{ pullPolicies: ['Never' as never] }, 'pullPolicies[0] is no pull policy that a tenant may have'],
  [{ gateways: ['public'] }, 'gateways[0] is no Gateway of another namespace'],
  [{ gateways: ['a/b/c'] }, 'gateways[0] is no Gateway of another namespace'],
  [{ gateways: ['Gateways/public'] }, 'gateways[0]'],
  [{ annotations: ['*'] }, 'annotations[0]'],
  [{ annotations: ['nginx/ingress/'] }, 'annotations[0]'],
  [{ volumeAttributesClasses: ['Gold'] }, 'volumeAttributesClasses[0]'],
])('%j is refused, with where', (bounds, where) => {
  expect(messageOf(() => parseBounds(bounds, cluster))).toContain(where);
});
