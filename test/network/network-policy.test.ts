import { Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import type { StringMap } from '../../lib/core';
import { Allowance, NetworkPolicy, type NetworkPolicyProps, Peer, type PortLike } from '../../lib/network';
import { manifestOf, manifestsOf, messageOf, newApp, newChart, yamlOf } from '../core/support';
import { SchemaValidator } from '../support/schema-validator';
import { type PolicySpec, specOf } from './policies';

function policy(props: NetworkPolicyProps): PolicySpec {
  const chart = newChart('shop');
  new NetworkPolicy(chart, 'policy', props);
  return specOf(manifestOf(chart, 'NetworkPolicy'));
}

const web = Peer.pods('shop', { app: 'web' });

describe('a network policy', () => {
  it('renders who may connect, and where to', () => {
    const chart = newChart('shop');
    new NetworkPolicy(chart, 'db', {
      pods: { app: 'db' },
      ingress: [Allowance.of(web, [5432]), Allowance.of(Peer.namespaces(['b', 'a']), [9187])],
      egress: [Allowance.of(Peer.cidr('192.0.2.0/24', ['192.0.2.1/32']), [{ port: 53, protocol: 'UDP' }])],
    });
    expect(yamlOf(chart)).toMatchInlineSnapshot(`
"apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  annotations:
    argocd.argoproj.io/sync-wave: "-10"
  labels:
    app.kubernetes.io/managed-by: cdk8s-platform
  name: db
  namespace: shop
spec:
  egress:
  - ports:
    - port: 53
      protocol: UDP
    to:
    - ipBlock:
        cidr: "192.0.2.0/24"
        except:
        - "192.0.2.1/32"
  ingress:
  - from:
    - namespaceSelector:
        matchExpressions:
        - key: kubernetes.io/metadata.name
          operator: In
          values:
          - a
          - b
    ports:
    - port: 9187
      protocol: TCP
  - from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: shop
      podSelector:
        matchLabels:
          app: web
    ports:
    - port: 5432
      protocol: TCP
  podSelector:
    matchLabels:
      app: db
  policyTypes:
  - Ingress
  - Egress
"
`);
  });

  it.each<[string, NetworkPolicyProps]>([
    ['nothing', { pods: 'all' }],
    ['egress alone', { pods: 'all', egress: [Allowance.of(web, [80])] }],
    ['ingress alone', { pods: 'all', ingress: [Allowance.of(web, [80])] }],
    ['both', { pods: 'all', ingress: [Allowance.of(web, [80])], egress: [Allowance.of(web, [80])] }],
  ])('isolates in both directions when it allows %s', (_, props) => {
    expect(policy(props).policyTypes).toEqual(['Ingress', 'Egress']);
  });

  it('allows nothing by default, which it says in so many words', () => {
    expect(policy({ pods: { app: 'db' } })).toEqual({
      podSelector: { matchLabels: { app: 'db' } },
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  it('isolates every pod of the namespace only when told so', () => {
    expect(policy({ pods: 'all' }).podSelector).toEqual({});
    for (const pods of [{}, { app: '' }] as StringMap[]) {
      expect(messageOf(() => policy({ pods }))).toMatch(/^\[chart\/policy\] pods is an empty selector/);
    }
  });

  it('takes what is allowed later as if it had been there from the start', () => {
    const chart = newChart('shop');
    const late = new NetworkPolicy(chart, 'policy', { pods: 'all' });
    late.allowFrom(Allowance.of(web, [80]), Allowance.of(web, [81]));
    late.allowTo(Allowance.anyone([443]));
    expect(specOf(manifestOf(chart, 'NetworkPolicy'))).toEqual(
      policy({
        pods: 'all',
        ingress: [Allowance.of(web, [80]), Allowance.of(web, [81])],
        egress: [Allowance.anyone([443])],
      }),
    );
  });

  it('does not follow the lists that it was made from', () => {
    const chart = newChart('shop');
    const ingress = [Allowance.of(web, [80])];
    new NetworkPolicy(chart, 'policy', { pods: 'all', ingress });
    ingress.push(Allowance.anyone([81]));
    expect(specOf(manifestOf(chart, 'NetworkPolicy')).ingress).toHaveLength(1);
  });

  it('has the name, the namespace and the labels that it is given', () => {
    const chart = newChart('shop');
    new NetworkPolicy(chart, 'a', { pods: 'all', name: 'b', namespace: 'c', labels: { tier: 'gold' } });
    expect(manifestOf(chart, 'NetworkPolicy').metadata).toMatchObject({
      name: 'b',
      namespace: 'c',
      labels: { tier: 'gold' },
    });
  });

  it('needs a namespace', () => {
    const chart = new Chart(newApp(), 'chart');
    expect(messageOf(() => new NetworkPolicy(chart, 'a', { pods: 'all' }))).toContain('has no namespace');
  });

  it('renders the same in a stock App', () => {
    const declare = (chart: Chart): Chart => {
      new NetworkPolicy(chart, 'policy', { pods: 'all', ingress: [Allowance.of(web, [80])] });
      return chart;
    };
    const stock = declare(new Chart(Testing.app(), 'chart', { namespace: 'shop' }));
    expect(Testing.synth(stock)).toEqual([manifestOf(declare(newChart('shop')), 'NetworkPolicy')]);
  });
});

describe('the rules of a policy', () => {
  const peer = fc.oneof(
    fc.constantFrom('a', 'b', 'c').map((name) => Peer.namespaces(name)),
    fc.constantFrom('x', 'y').map((app) => Peer.pods(['a', 'b'], { app, tier: 'gold' })),
    fc.constantFrom('10.0.0.0/8', '2001:db8::/32').map((cidr) => Peer.cidr(cidr)),
  );
  const peers = fc.array(peer, { minLength: 1, maxLength: 3 });
  const port: fc.Arbitrary<PortLike> = fc.oneof(
    fc.integer({ min: 1, max: 65535 }),
    fc.record({ port: fc.constantFrom(53, 80), protocol: fc.constantFrom('TCP', 'UDP', 'SCTP') }),
  );
  const ports = fc.array(port, { minLength: 1, maxLength: 3 });
  const allowance = fc.oneof(
    fc.tuple(peers, ports).map(([some, on]) => Allowance.of(some, on)),
    peers.map((some) => Allowance.allPorts(some)),
    ports.map((on) => Allowance.anyone(on)),
  );
  const allowances = fc.array(allowance, { maxLength: 5 });

  it('do not depend on the order in which they were declared, nor on how often', () => {
    const permuted = allowances.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(permuted, ([one, other]) => {
        expect(policy({ pods: 'all', ingress: other, egress: other })).toEqual(
          policy({ pods: 'all', ingress: one, egress: one }),
        );
      }),
    );
  });

  it('do not depend on the order of their peers and ports, nor on repeats', () => {
    fc.assert(
      fc.property(peers, ports, (some, on) => {
        const turned = Allowance.of([...some, ...some].reverse(), [...on, ...on].reverse());
        expect(policy({ pods: 'all', ingress: [turned] })).toEqual(
          policy({ pods: 'all', ingress: [Allowance.of(some, on)] }),
        );
      }),
    );
  });

  it('connect the API server by a policy beside theirs, which is locked, however often that is said', () => {
    const chart = newChart('shop');
    const policy = new NetworkPolicy(chart, 'policy', {
      pods: { app: 'op' },
      ingress: [Allowance.of(web, [80])],
    });
    policy.connectApiServer();
    policy.connectApiServer([9443]);
    const beside = manifestsOf(chart).find(({ metadata }) => metadata.name === 'policy-api-server');
    expect(beside?.metadata.labels).toMatchObject({ 'cdk8s-platform/locked': 'true' });
    expect(beside?.spec).toEqual({
      podSelector: { matchLabels: { app: 'op' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ ports: [{ port: 9443, protocol: 'TCP' }] }],
      egress: [
        {
          to: [{ ipBlock: { cidr: '10.96.0.1/32' } }, { ipBlock: { cidr: '192.0.2.10/32' } }],
          ports: [
            { port: 443, protocol: 'TCP' },
            { port: 6443, protocol: 'TCP' },
          ],
        },
      ],
    });
  });

  it('do not depend on the order of labels', () => {
    const twice = [Peer.pods('a', { app: 'x', tier: 'y' }), Peer.pods('a', { tier: 'y', app: 'x' })];
    expect(policy({ pods: 'all', ingress: [Allowance.allPorts(twice)] }).ingress[0]?.from).toHaveLength(1);
  });

  it('let anyone in only where that was said, and never on every port', () => {
    fc.assert(
      fc.property(allowances, (list) => {
        const { ingress, egress } = policy({ pods: 'all', ingress: list, egress: list });
        const rules = [
          ...(ingress ?? []).map(({ from, ports: on }) => [from, on]),
          ...(egress ?? []).map(({ to, ports: on }) => [to, on]),
        ];
        for (const [who, on] of rules) {
          expect([who?.length, on?.length]).not.toContain(0);
          expect(who ?? on).toBeDefined();
        }
        const open = list.some(({ peers: some }) => some.length === 0);
        expect(rules.some(([who]) => who === undefined)).toBe(open);
      }),
    );
  });

  it('are what the API server of every version accepts', () => {
    const validators = ['1.28', '1.36'].map((version) => new SchemaValidator(version));
    fc.assert(
      fc.property(allowances, allowances, (ingress, egress) => {
        const chart = newChart('shop');
        new NetworkPolicy(chart, 'policy', { pods: 'all', ingress, egress });
        const manifest = manifestOf(chart, 'NetworkPolicy');
        for (const validator of validators) expect(validator.errors(manifest)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
