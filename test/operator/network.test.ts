import { Chart } from 'cdk8s';
import {
  Cluster,
  type ClusterProps,
  Operator,
  type OperatorProps,
  OperatorScope,
  PlatformApp,
  PostgreSQL,
} from '../../lib';
import { manifestsOf, messageOf } from '../core/support';
import { CLUSTER } from '../support/world';

interface Rule {
  readonly to?: readonly { readonly ipBlock?: { readonly cidr: string } }[];
  readonly from?: readonly object[];
  readonly ports: readonly { readonly port: number }[];
}

function policyOf(
  props: Partial<OperatorProps> = {},
  cluster: Partial<ClusterProps> = {},
): { readonly ingress: readonly Rule[]; readonly egress: readonly Rule[] } {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, ...cluster }) });
  const chart = new Chart(app, 'chart');
  new Operator(chart, 'op', {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.cluster(),
    ...props,
  });
  const own = manifestsOf(chart).filter(
    ({ kind, metadata }) =>
      kind === 'NetworkPolicy' && ['op', 'op-api-server'].includes(String(metadata.name)),
  );
  const specs = own.map(({ spec }) => spec as Partial<ReturnType<typeof policyOf>>);
  return {
    ingress: specs.flatMap(({ ingress = [] }) => ingress),
    egress: specs.flatMap(({ egress = [] }) => egress),
  };
}

const addresses = ({ egress }: { readonly egress: readonly Rule[] }): readonly (string | undefined)[] =>
  egress.flatMap(({ to = [] }) => to.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []));

describe('a cluster of two address families', () => {
  test('is reached by both: the API server, its Service, and the cache of DNS on the node', () => {
    const policy = policyOf(
      {},
      {
        apiServer: { cidrs: ['192.0.2.10/32', '2001:db8::10/128', '10.96.0.1/32', 'fd00:96::1/128'] },
        podCidrs: ['10.244.0.0/16', 'fd00:244::/56'],
        serviceCidrs: ['10.96.0.0/12', 'fd00:96::/112'],
        dns: { nodeLocalCidrs: ['169.254.20.10/32', 'fd00::a/128'] },
      },
    );
    expect([...addresses(policy)].sort()).toEqual([
      '10.96.0.1/32',
      '169.254.20.10/32',
      '192.0.2.10/32',
      '2001:db8::10/128',
      'fd00:96::1/128',
      'fd00::a/128',
    ]);
  });

  test('needs nothing else of the operator: what it opens by labels and to anyone is of no family', () => {
    const policy = policyOf({}, { apiServer: { cidrs: ['2001:db8::10/128'] }, dns: { nodeLocalCidrs: [] } });
    expect(addresses(policy)).toEqual(['2001:db8::10/128']);
  });
});

describe('the API server', () => {
  test('has addresses that the Cluster states, or the operator is told how to find them', () => {
    expect(messageOf(() => policyOf({}, { apiServer: undefined }))).toMatch(
      /^\[chart\/op\/.*must reach the API server.*kubectl get endpointslices/,
    );
  });

  test('needs none under Cilium', () => {
    expect(addresses(policyOf({}, { apiServer: undefined, networkPlugin: 'cilium' }))).toEqual([]);
  });
});

describe('the metrics', () => {
  test('are for the namespace of the monitoring alone', () => {
    expect(policyOf().ingress).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: [{ port: 8443, protocol: 'TCP' }],
      },
    ]);
  });

  test('are for nobody where there is none', () => {
    expect(policyOf({}, { monitoring: undefined }).ingress).toEqual([]);
  });
});

describe('the operands', () => {
  const operands = [{ podLabels: { 'example.com/database': 'yes' }, ports: [5432, 8000] }];
  const ports = [
    { port: 5432, protocol: 'TCP' },
    { port: 8000, protocol: 'TCP' },
  ];
  const podSelector = { matchLabels: { 'example.com/database': 'yes' } };

  test('are pods in the namespaces of the scope', () => {
    expect(policyOf({ operands, scope: OperatorScope.namespaces('beta', 'alpha') }).egress).toContainEqual({
      to: [
        {
          namespaceSelector: {
            matchExpressions: [
              { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['alpha', 'beta'] },
            ],
          },
          podSelector,
        },
      ],
      ports,
    });
  });

  test('are pods in any namespace where the scope is the cluster', () => {
    expect(policyOf({ operands }).egress).toContainEqual({
      to: [{ namespaceSelector: {}, podSelector }],
      ports,
    });
  });
});
