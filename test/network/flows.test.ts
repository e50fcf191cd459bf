import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterProps } from '../../lib/core';
import { PlatformApp } from '../../lib/core';
import {
  type Allowance,
  fromIngressController,
  fromMonitoring,
  NetworkPolicy,
  Peer,
  toApiServer,
  toDns,
  toOutside,
} from '../../lib/network';
import { manifestOf, messageOf, newChart } from '../core/support';
import { specOf } from './policies';

const both = (port: number): readonly object[] => [
  { port, protocol: 'TCP' },
  { port, protocol: 'UDP' },
];

/** What a policy with these allowances says in a cluster. */
function rendered(
  allow: (scope: Construct) => readonly Allowance[],
  props: Partial<ClusterProps> = {},
): readonly object[] {
  const chart = newChart('shop', props);
  new NetworkPolicy(chart, 'policy', { pods: 'all', egress: allow(chart) });
  return specOf(manifestOf(chart, 'NetworkPolicy')).egress;
}

describe('the way to the DNS', () => {
  it('is open over UDP and TCP, to its pods and to the cache on the node', () => {
    expect(rendered(toDns)).toEqual([
      { to: [Peer.cidr('169.254.20.10/32').spec], ports: both(53) },
      { to: [Peer.pods('kube-system', { 'k8s-app': 'kube-dns' }).spec], ports: both(53) },
    ]);
  });

  it('is that of the cluster, whose pods may listen elsewhere than the cache', () => {
    const dns = {
      namespace: 'dns',
      podLabels: { app: 'dns' },
      ports: [5353],
      nodeLocalCidrs: ['169.254.1.1/32'],
    };
    expect(rendered(toDns, { dns })).toEqual([
      { to: [Peer.cidr('169.254.1.1/32').spec], ports: both(53) },
      { to: [Peer.pods('dns', { app: 'dns' }).spec], ports: both(5353) },
    ]);
  });

  it('has no cache where the cluster has none', () => {
    expect(rendered(toDns, { dns: { nodeLocalCidrs: [] } })).toHaveLength(1);
  });
});

describe('the way to the API server', () => {
  it('is open to all its addresses on all its ports', () => {
    const apiServer = { cidrs: ['192.0.2.10/32', '10.96.0.1/32'], ports: [443, 6443] };
    expect(rendered((scope) => [toApiServer(scope)], { apiServer })).toEqual([
      {
        to: [Peer.cidr('10.96.0.1/32').spec, Peer.cidr('192.0.2.10/32').spec],
        ports: [
          { port: 443, protocol: 'TCP' },
          { port: 6443, protocol: 'TCP' },
        ],
      },
    ]);
  });

  it('is missed where the cluster does not state it, with the command that shows it', () => {
    const scope = new Construct(newChart('shop', { apiServer: undefined }), 'operator');
    expect(messageOf(() => toApiServer(scope))).toMatch(
      /^\[chart\/operator\] must reach the API server, whose addresses the Cluster does not state; allowed: .+; fix: .+kubectl/,
    );
  });
});

describe('the way in from the ingress controller', () => {
  const allow = (scope: Construct): readonly Allowance[] => [fromIngressController(scope, [8080])];

  it('is open to its pods', () => {
    const ingress = { namespace: 'edge', podLabels: { app: 'nginx' } };
    expect(rendered(allow, { ingress })).toEqual([
      { to: [Peer.pods('edge', { app: 'nginx' }).spec], ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
  });

  it('is open to its whole namespace where its pods are not told', () => {
    expect(rendered(allow, { ingress: { namespace: 'edge' } })).toMatchObject([
      { to: [Peer.namespaces('edge').spec] },
    ]);
  });

  it('is missed where the cluster has none', () => {
    const scope = new Construct(newChart('shop', { ingress: undefined }), 'web');
    expect(messageOf(() => fromIngressController(scope, [80]))).toMatch(
      /^\[chart\/web\] is reached through an ingress controller, which the Cluster does not state; allowed: ingress: /,
    );
  });
});

describe('the way in from the monitoring', () => {
  const allow = (scope: Construct): readonly Allowance[] => fromMonitoring(scope, [9090]);

  it('is open to its pods', () => {
    expect(rendered(allow, { monitoring: { namespace: 'watch', podLabels: { app: 'prometheus' } } })).toEqual(
      [{ to: [Peer.pods('watch', { app: 'prometheus' }).spec], ports: [{ port: 9090, protocol: 'TCP' }] }],
    );
  });

  it('is shut where the cluster has none', () => {
    expect(rendered(allow, { monitoring: undefined })).toBeUndefined();
  });
});

describe('the way outside', () => {
  const allow = (scope: Construct): readonly Allowance[] => toOutside(scope, [443]);
  const ports = [{ port: 443, protocol: 'TCP' }];

  /** What no cluster states: link-local addresses, and the metadata services of clouds. */
  const never = {
    IPv4: ['169.254.0.0/16', '168.63.129.16/32', '100.100.100.200/32'],
    IPv6: ['fe80::/10', 'fd00:ec2::254/128'],
  };

  it('is open to every address of both families that is none of the cluster, of a link or of metadata', () => {
    const ranges = {
      podCidrs: ['10.244.0.0/16', 'fd00:1::/64'],
      serviceCidrs: ['10.96.0.0/12'],
      nodeCidrs: ['192.168.0.0/24'],
    };
    const inside = ['10.244.0.0/16', '10.96.0.0/12', '192.168.0.0/24'];
    expect(rendered(allow, ranges)).toEqual([
      { to: [Peer.cidr('0.0.0.0/0', [...inside, ...never.IPv4]).spec], ports },
      { to: [Peer.cidr('::/0', ['fd00:1::/64', ...never.IPv6]).spec], ports },
    ]);
  });

  it('is open to every other address where those of the cluster are not told', () => {
    expect(rendered(allow, { podCidrs: undefined, serviceCidrs: undefined })).toEqual([
      { to: [Peer.cidr('0.0.0.0/0', never.IPv4).spec], ports },
      { to: [Peer.cidr('::/0', never.IPv6).spec], ports },
    ]);
  });

  it('says of ranges inside another nothing that the other does not say', () => {
    expect(rendered(allow, { podCidrs: ['100.64.0.0/10', '100.64.0.0/16', 'fd00::/8'] })).toEqual([
      { to: [Peer.cidr('0.0.0.0/0', ['100.64.0.0/10', ...never.IPv4.slice(0, 2)]).spec], ports },
      { to: [Peer.cidr('::/0', ['fd00::/8', 'fe80::/10']).spec], ports },
    ]);
  });

  it('is shut in a family that is the cluster alone', () => {
    expect(rendered(allow, { podCidrs: ['::/0'], serviceCidrs: [] })).toEqual([
      { to: [Peer.cidr('0.0.0.0/0', never.IPv4).spec], ports },
    ]);
  });

  it('leaves the cache of DNS on the node to a rule of its own', () => {
    const rules = rendered((scope) => [...allow(scope), ...toDns(scope)]);
    expect(rules).toContainEqual({ to: [Peer.cidr('169.254.20.10/32').spec], ports: both(53) });
  });
});

describe('a way in a tree without a cluster', () => {
  it.each<[string, (scope: Construct) => unknown]>([
    ['the DNS', toDns],
    ['the API server', toApiServer],
    ['the ingress controller', (scope) => fromIngressController(scope, [80])],
    ['the monitoring', (scope) => fromMonitoring(scope, [80])],
    ['the outside', (scope) => toOutside(scope, [443])],
  ])('to or from %s is missed with the way to provide one', (_, allow) => {
    const scope = new Construct(new Chart(new PlatformApp(), 'chart'), 'a');
    expect(messageOf(() => allow(scope))).toContain('[chart/a] has no Cluster; fix: pass `cluster`');
  });
});
