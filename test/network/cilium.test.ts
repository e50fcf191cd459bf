import type { Construct } from 'constructs';
import { type ClusterProps, Namespace } from '../../lib/core';
import { Allowance, NetworkPolicy, Peer, toApiServer, toDns } from '../../lib/network';
import { kindsOf, manifestOf, manifestsOf, messageOf, newChart } from '../core/support';
import { only } from '../support/world';
import { specOf } from './policies';

const CILIUM: Partial<ClusterProps> = { networkPlugin: 'cilium', apiServer: undefined };
const pods = { app: 'operator' };

function policyOf(props: Partial<ClusterProps> = {}): {
  readonly chart: Construct;
  readonly policy: NetworkPolicy;
} {
  const chart = newChart('shop', { ...CILIUM, ...props });
  return { chart, policy: new NetworkPolicy(chart, 'policy', { pods, egress: [toApiServer(chart)] }) };
}

test('golden policy of Cilium, beside one that has nothing of the API server', () => {
  const { chart } = policyOf();
  expect([manifestOf(chart, 'NetworkPolicy'), manifestOf(chart, 'CiliumNetworkPolicy')]).toMatchSnapshot();
});

test('the ports of the API server are those of the cluster', () => {
  const { chart } = policyOf({ apiServer: { cidrs: ['192.0.2.10/32'], ports: [8443] } });
  expect(manifestOf(chart, 'CiliumNetworkPolicy').spec).toMatchObject({
    egress: [{ toEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: '8443', protocol: 'TCP' }] }] }],
  });
  expect(specOf(manifestOf(chart, 'NetworkPolicy')).egress).toBeUndefined();
});

test('the way to the API server never turns into one to everyone', () => {
  const { chart, policy } = policyOf();
  policy.allowTo(Allowance.of(Peer.namespaces('shop'), [80]), toApiServer(chart));
  expect(specOf(manifestOf(chart, 'NetworkPolicy')).egress).toEqual([
    { to: [Peer.namespaces('shop').spec], ports: [{ port: 80, protocol: 'TCP' }] },
  ]);
  expect(messageOf(() => policy.allowFrom(toApiServer(chart)))).toMatch(
    /^\[chart\/policy\] ingress is from the API server, .*Allowance\.anyone/,
  );
  expect(messageOf(() => new NetworkPolicy(chart, 'in', { pods, ingress: [toApiServer(chart)] }))).toMatch(
    /^\[chart\/in\] ingress is from the API server/,
  );
});

test('it is one policy for all that is added, in the namespace and for the pods of the other, or for every pod', () => {
  const chart = newChart(undefined, CILIUM);
  const policy = new NetworkPolicy(new Namespace(chart, 'home'), 'policy', { name: 'all', pods: 'all' });
  expect(kindsOf(chart)).not.toContain('CiliumNetworkPolicy');
  policy.allowTo(toApiServer(chart));
  policy.allowTo(toApiServer(chart));
  expect(manifestOf(chart, 'CiliumNetworkPolicy')).toMatchObject({
    metadata: { name: 'all-api-server', namespace: 'home' },
    spec: { endpointSelector: {}, egress: [{ toEntities: ['kube-apiserver'] }] },
  });
  expect((manifestOf(chart, 'CiliumNetworkPolicy').spec as { egress: unknown[] }).egress).toHaveLength(1);
});

test('there is none where nothing has to reach the API server, nor with another network plugin', () => {
  const chart = newChart('shop', CILIUM);
  new NetworkPolicy(chart, 'policy', { pods, egress: toDns(chart) });
  expect(kindsOf(chart)).toEqual(['NetworkPolicy']);
  const other = newChart('shop');
  new NetworkPolicy(other, 'policy', { pods, egress: [toApiServer(other)] });
  expect(kindsOf(other)).toEqual(['NetworkPolicy']);
});

test('what connects the API server is there by its entity, and beside it who may call webhooks', () => {
  const chart = newChart('shop', CILIUM);
  const policy = new NetworkPolicy(chart, 'policy', { pods });
  policy.connectApiServer();
  expect([...kindsOf(chart)].sort()).toEqual(['CiliumNetworkPolicy', 'NetworkPolicy']);
  policy.connectApiServer([9443]);
  const beside = only<{ ingress: unknown; egress: unknown }>(
    manifestsOf(chart),
    'NetworkPolicy',
    'policy-api-server',
  );
  expect(beside.spec.ingress).toEqual([{ ports: [{ port: 9443, protocol: 'TCP' }] }]);
  expect(beside.spec.egress).toBeUndefined();
});

describe('the node-local cache of DNS', () => {
  const egress = (dns: ClusterProps['dns']): readonly { readonly to?: readonly object[] }[] => {
    const chart = newChart('shop', { ...CILIUM, dns });
    new NetworkPolicy(chart, 'policy', { pods, egress: toDns(chart) });
    return specOf(manifestOf(chart, 'NetworkPolicy')).egress;
  };

  test('is pods beside those of the DNS', () => {
    expect(egress({}).flatMap(({ to }) => to)).toEqual([
      Peer.pods('kube-system', { 'k8s-app': 'kube-dns' }).spec,
      Peer.pods('kube-system', { 'k8s-app': 'node-local-dns' }).spec,
    ]);
  });

  test('is not let through where the cluster has none', () => {
    expect(egress({ nodeLocalCidrs: [] })).toHaveLength(1);
  });
});
