import type { Manifest } from '../../../lib/core';
import { defaultDeny, inNamespace, matrixOf, namespace, policy } from './support';

const everyone = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

describe('the matrix', () => {
  it('lists who can connect to whom, on what and by which rules', () => {
    const matrix = matrixOf([
      namespace('shop'),
      namespace('data'),
      defaultDeny('shop'),
      defaultDeny('data'),
      policy('shop', 'web', {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Egress'],
        egress: [{ to: [inNamespace('data')], ports: [{ port: 5432 }, { port: 53, protocol: 'UDP' }] }],
      }),
      policy('data', 'db', {
        podSelector: { matchLabels: { app: 'db' } },
        policyTypes: ['Ingress'],
        ingress: [
          { from: [{ ipBlock: { cidr: '203.0.113.0/24' } }, inNamespace('shop')], ports: [{ port: 5432 }] },
        ],
      }),
    ]);
    expect(matrix.rows.filter(({ from }) => !from.namespaces?.includes('*'))).toMatchSnapshot();
    expect(matrix.sides.filter(({ namespaces }) => namespaces.includes('shop'))).toMatchSnapshot();
  });

  it('tells the rules of each way, and the pods that no policy isolates', () => {
    const matrix = matrixOf([
      namespace('a'),
      policy('a', 'in', { podSelector: {}, ingress: [{ from: [inNamespace('b')] }] }),
    ]);
    const by = { path: 'app/a/in', namespace: 'a', policy: 'in', field: 'spec.ingress[0].from[0]' };
    expect(matrix.ways({ namespace: 'b' }, { namespace: 'a' })).toMatchObject([
      { egress: undefined, ingress: by },
    ]);
    expect(matrix.ways({ namespace: 'c' }, { namespace: 'a' })).toEqual([]);
    expect(matrix.connections({ namespace: 'a' }, { namespace: 'b' }).toString()).toBe('any port');
  });

  it('asks both sides', () => {
    const open = (place: string, direction: 'ingress' | 'egress', port: number): Manifest =>
      policy(place, direction, { ...everyone, [direction]: [{ ports: [{ port }, { port: 7 }] }] });
    const both = [open('a', 'egress', 80), open('b', 'ingress', 81)];
    expect(matrixOf(both).connections({ namespace: 'a' }, { namespace: 'b' }).toString()).toBe('TCP 7');
    expect(matrixOf([...both, open('b', 'ingress', 80)].slice(0, 2)).isolated('a', 'b')).toBe(false);
    expect(
      matrixOf([open('a', 'egress', 80), defaultDeny('b')]).connections(
        { namespace: 'a' },
        { namespace: 'b' },
      ).isEmpty,
    ).toBe(true);
  });

  it('holds of pods that are not there yet, with whatever labels', () => {
    const matrix = matrixOf([
      namespace('a'),
      policy('a', 'labelled', { podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }),
    ]);
    const from = { namespace: 'b' };
    expect(matrix.connections(from, { namespace: 'a', labels: { app: 'web' } }).isEmpty).toBe(true);
    expect(matrix.connections(from, { namespace: 'a', labels: { role: 'web' } }).isEmpty).toBe(false);
    expect(matrix.connections(from, { namespace: 'a' }).isEmpty).toBe(false);
  });

  it('takes a named port for the number that the containers of a workload give it, and for any where it does not know them', () => {
    const web: Manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'a' },
      spec: {
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ ports: [{ name: 'http', containerPort: 8080 }] }] },
        },
      },
    };
    const rule = { podSelector: {}, ingress: [{ ports: [{ port: 'http' }] }] };
    const matrix = matrixOf([web, policy('a', 'web', rule)]);
    const [workload] = matrix.workloads;
    expect(workload).toEqual({
      path: 'app/a/web',
      kind: 'Deployment',
      name: 'web',
      namespace: 'a',
      labels: { app: 'web' },
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
      hostNetwork: false,
    });
    const set = (to: { namespace: string }) => matrix.connections({ namespace: 'b' }, to).toString();
    expect(set(workload as { namespace: string })).toBe('TCP 8080');
    expect(set({ namespace: 'a' })).toBe('TCP any port');
  });
});

describe('addresses', () => {
  const egress = (cidr: string, except?: readonly string[], port = 443): readonly Manifest[] => [
    defaultDeny('a'),
    policy('a', 'out', { ...everyone, egress: [{ to: [{ ipBlock: { cidr, except } }], ports: [{ port }] }] }),
  ];
  const fromA = { namespace: 'a' };

  it('are reached in the ranges of a rule, without its exceptions, in either family', () => {
    const matrix = matrixOf(egress('203.0.113.0/24', ['203.0.113.128/25']));
    expect(matrix.connections(fromA, { cidr: '203.0.113.1/32' }).toString()).toBe('TCP 443');
    expect(matrix.connections(fromA, { cidr: '203.0.113.200/32' }).isEmpty).toBe(true);
    expect(matrixOf(egress('2001:db8::/32')).connections(fromA, { cidr: '2001:db8::1/128' }).isEmpty).toBe(
      false,
    );
    expect(matrixOf(egress('0.0.0.0/0')).connections(fromA, { cidr: '2001:db8::1/128' }).isEmpty).toBe(true);
  });

  it.each([
    ['of pods', '10.244.1.0/24', 'TCP 443'],
    ['around those of pods', '10.0.0.0/8', 'TCP any port'],
    ['of pods over IPv6', 'fd00:1::/120', 'TCP 443'],
    ['of Services, whose ports are others than those of pods', '10.96.8.0/24', 'TCP any port'],
    ['of nodes, whose node ports are', '192.168.1.0/24', 'TCP any port'],
    ['outside the cluster', '203.0.113.0/24', 'nothing'],
  ])('%s count as every pod of every namespace', (_, cidr, connections) => {
    const matrix = matrixOf(egress(cidr), { nodeCidrs: ['192.168.0.0/16'] });
    expect(matrix.connections(fromA, { namespace: 'b' }).toString()).toBe(connections);
  });

  it('count as pods wherever they are, where the Cluster states no ranges, but for those of a link', () => {
    const unknown = { podCidrs: [], serviceCidrs: [] };
    const reached = (cidr: string) => matrixOf(egress(cidr), unknown).connections(fromA, { namespace: 'b' });
    expect(reached('203.0.113.0/24').isEmpty).toBe(false);
    expect(reached('2001:db8::/32').isEmpty).toBe(false);
    expect(reached('169.254.20.10/32').isEmpty).toBe(true);
  });

  it('count as no pod where they are the API server', () => {
    const apiServer = { cidrs: ['10.96.0.1/32'] };
    expect(
      matrixOf(egress('10.96.0.1/32'), { apiServer }).connections(fromA, { namespace: 'b' }).isEmpty,
    ).toBe(true);
    expect(
      matrixOf(egress('10.96.0.0/24'), { apiServer }).connections(fromA, { namespace: 'b' }).isEmpty,
    ).toBe(false);
  });

  it('count as pods where a range that is said to be the API server, or the cache of DNS, is one of pods', () => {
    const reached = (facts: Parameters<typeof matrixOf>[1]) =>
      !matrixOf(egress('10.244.0.0/16'), facts).connections(fromA, { namespace: 'b' }).isEmpty;
    expect(reached({ apiServer: { cidrs: ['10.0.0.0/8'] } })).toBe(true);
    expect(reached({ apiServer: { cidrs: ['10.244.0.0/16'] } })).toBe(true);
    expect(reached({ dns: { nodeLocalCidrs: ['10.0.0.0/8'] } })).toBe(true);
  });

  it('let pods in from where pods may be', () => {
    const ingress = (cidr: string) =>
      matrixOf([policy('a', 'in', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr } }] }] })]);
    expect(ingress('10.244.7.0/24').isolated('a', 'b')).toBe(false);
    const outside = ingress('198.51.100.0/24');
    expect(outside.connections({ namespace: 'b' }, { namespace: 'a' }).isEmpty).toBe(true);
    expect(outside.connections({ cidr: '198.51.100.7/32' }, { namespace: 'a' }).isEmpty).toBe(false);
    expect(outside.connections({ cidr: '203.0.113.7/32' }, { namespace: 'a' }).isEmpty).toBe(true);
  });

  it('on both ends are no question', () => {
    expect(() => matrixOf([]).ways({ cidr: '10.0.0.0/8' }, { cidr: '10.0.0.0/8' })).toThrow(
      /are both addresses.*allowed: pods on one side/,
    );
  });
});

describe('pods on the network of their node', () => {
  const matrix = matrixOf([defaultDeny('a'), defaultDeny('b')]);

  it('connect to anyone, and are reached by what may be an address of a node', () => {
    const agent = { namespace: 'a', hostNetwork: true };
    expect(matrix.connections(agent, { namespace: 'b' }).toString()).toBe('any port');
    expect(matrix.connections({ namespace: 'b' }, agent).isEmpty).toBe(true);
    expect(matrix.connections({ namespace: 'open' }, agent).toString()).toBe('any port');
    expect(matrix.connections({ cidr: '203.0.113.0/24' }, agent).toString()).toBe('any port');
  });

  it('are isolated from nobody', () => {
    const agent: Manifest = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'agent', namespace: 'a' },
      spec: { hostNetwork: true },
    };
    expect(matrix.isolated('a', 'b')).toBe(true);
    expect(matrixOf([defaultDeny('a'), defaultDeny('b'), agent]).isolated('a', 'b')).toBe(false);
  });
});

describe('what cannot be read as a NetworkPolicy is told by its path', () => {
  it.each([
    [
      'an operator',
      { podSelector: { matchExpressions: [{ key: 'a', operator: 'Is' }] } },
      'spec.podSelector.matchExpressions[0].operator is no operator of selectors; given: "Is"; allowed: In',
    ],
    [
      'a protocol',
      { podSelector: {}, ingress: [{ ports: [{ protocol: 'ICMP' }] }] },
      'spec.ingress[0].ports[0].protocol is an unknown protocol; given: "ICMP"',
    ],
    [
      'a port',
      { podSelector: {}, ingress: [{ ports: [{ port: 0 }] }] },
      'spec.ingress[0].ports[0].port is not a port; given: 0',
    ],
    [
      'the end of a range',
      { podSelector: {}, ingress: [{ ports: [{ port: 1, endPort: 'x' }] }] },
      'spec.ingress[0].ports[0].endPort is not a port; given: "x"',
    ],
    [
      'a range of addresses',
      { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.1/8' } }] }] },
      'spec.ingress[0].from[0].ipBlock.cidr has bits set beyond the prefix length',
    ],
    [
      'an exception',
      { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: [1] } }] }] },
      'spec.egress[0].to[0].ipBlock.except[0] is not a CIDR; given: 1',
    ],
  ])('%s', (_, spec, message) => {
    expect(() => matrixOf([policy('a', 'wrong', spec)])).toThrow(`[app/a/wrong] ${message.slice(0, 60)}`);
  });

  it('and a peer that names nobody is taken for everybody', () => {
    const matrix = matrixOf([policy('a', 'odd', { podSelector: {}, ingress: [{ from: [{}] }] })]);
    expect(matrix.connections({ namespace: 'b' }, { namespace: 'a' }).toString()).toBe('any port');
  });
});

test('a search for labels that would take too long ends with the answer that hides nothing', () => {
  // Nine keys, each with one of eight values, no two with the same: there is no such pod, as trying every one would show.
  const values = Array.from({ length: 8 }, (_, index) => `v${index}`);
  const keys = Array.from({ length: 9 }, (_, index) => `k${index}`);
  const selectors = [
    ...keys.map((key) => ({ matchExpressions: [{ key, operator: 'NotIn', values }] })),
    ...keys.flatMap((a, index) =>
      keys
        .slice(index + 1)
        .flatMap((b) => values.map((value) => ({ matchLabels: { [a]: value, [b]: value } }))),
    ),
  ];
  const policies = selectors.map((podSelector, index) => policy('a', `p-${index}`, { podSelector }));
  const start = performance.now();
  expect(matrixOf(policies).connections({ namespace: 'b' }, { namespace: 'a' }).isEmpty).toBe(false);
  expect(performance.now() - start).toBeLessThan(5_000);
});
