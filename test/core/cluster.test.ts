import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { Cluster, type ClusterProps, PlatformApp, PlatformError } from '../../lib/core';
import { messageOf } from './support';

const facts = (props: Partial<ClusterProps> = {}): Cluster => new Cluster({ kubernetes: '1.30', ...props });

describe('the facts about a cluster', () => {
  it('need no more than the version', () => {
    const cluster = facts();
    expect(cluster).toMatchObject({ kubernetes: '1.30', podCidrs: [], serviceCidrs: [] });
    expect(cluster.apiServer).toBeUndefined();
    expect(cluster.ingress).toBeUndefined();
    expect(cluster.monitoring).toBeUndefined();
  });

  it('take CoreDNS with a node-local cache for granted', () => {
    const { dns } = facts();
    expect({ ...dns, nodeLocalCidrs: dns.nodeLocalCidrs.map(String) }).toEqual({
      namespace: 'kube-system',
      podLabels: { 'k8s-app': 'kube-dns' },
      ports: [53],
      nodeLocalCidrs: ['169.254.20.10/32'],
      clusterDomain: 'cluster.local',
    });
  });

  it('take the ports of the API server and the class of the ingress for granted', () => {
    const cluster = facts({ apiServer: { cidrs: ['192.0.2.1/32'] }, ingress: { namespace: 'edge' } });
    expect(cluster.apiServer?.ports).toEqual([443, 6443]);
    expect(cluster.ingress).toEqual({ namespace: 'edge', className: 'nginx' });
  });

  it('hold what they are told', () => {
    const cluster = facts({
      podCidrs: ['10.244.0.0/16', 'FD00::/8'],
      serviceCidrs: ['10.96.0.0/12'],
      dns: {
        namespace: 'dns',
        podLabels: { app: 'dns' },
        ports: [5353],
        nodeLocalCidrs: [],
        clusterDomain: 'corp.example',
      },
      monitoring: { namespace: 'watch', podLabels: { app: 'prometheus' } },
      ingress: { namespace: 'edge', className: 'edge' },
    });
    expect(cluster.podCidrs.map(String)).toEqual(['10.244.0.0/16', 'fd00::/8']);
    expect(cluster.serviceCidrs.map(String)).toEqual(['10.96.0.0/12']);
    expect(cluster.dns).toEqual({
      namespace: 'dns',
      podLabels: { app: 'dns' },
      ports: [5353],
      nodeLocalCidrs: [],
      clusterDomain: 'corp.example',
    });
    expect(cluster.monitoring).toEqual({
      namespace: 'watch',
      podLabels: { app: 'prometheus' },
      serviceAccountName: 'prometheus-k8s',
    });
    expect(cluster.ingress).toEqual({ namespace: 'edge', className: 'edge' });
  });

  it.each<[string, Partial<ClusterProps>, string]>([
    ['an old version', { kubernetes: '1.27' }, 'Cluster.kubernetes is not a supported version'],
    ['a patch version', { kubernetes: '1.30.1' }, 'Cluster.kubernetes is not a supported version'],
    ['a version with a v', { kubernetes: 'v1.30' }, 'Cluster.kubernetes is not a supported version'],
    ['an API server without addresses', { apiServer: { cidrs: [] } }, 'Cluster.apiServer.cidrs is empty'],
    [
      'a host in place of a range',
      { apiServer: { cidrs: ['192.0.2.1'] } },
      'Cluster.apiServer.cidrs has no prefix length',
    ],
    [
      'a port that is none',
      { apiServer: { cidrs: ['192.0.2.1/32'], ports: [0] } },
      'Cluster.apiServer.ports is not a port',
    ],
    ['a range that is none', { podCidrs: ['10.0.0.1/8'] }, 'Cluster.podCidrs has bits set'],
    ['a service range that is none', { serviceCidrs: ['x'] }, 'Cluster.serviceCidrs is not a CIDR'],
    ['a node range that is none', { nodeCidrs: ['10.0.0.0'] }, 'Cluster.nodeCidrs has no prefix length'],
    [
      'an account that is none',
      { monitoring: { namespace: 'watch', serviceAccountName: 'A' } },
      'Cluster.monitoring.serviceAccountName is not a valid name',
    ],
    [
      'software in a namespace that is none',
      { installed: [{ name: 'x', kinds: [], namespaces: ['X'] }] },
      'Cluster.installed.x.namespaces is not a valid name',
    ],
    ['a network plugin', { networkPlugin: 'calico' as 'other' }, 'Cluster.networkPlugin is unknown'],
    [
      'DNS pods that nothing selects',
      { dns: { podLabels: {} } },
      'Cluster.dns.podLabels is an empty selector',
    ],
    [
      'a namespace that is none',
      { ingress: { namespace: 'Edge' } },
      'Cluster.ingress.namespace is not a valid name',
    ],
    [
      'an ingress class that is none',
      { ingress: { namespace: 'edge', className: 'No_Class' } },
      'Cluster.ingress.className is not a valid name',
    ],
    [
      'a label that is none',
      { monitoring: { namespace: 'watch', podLabels: { app: 'not valid' } } },
      'Cluster.monitoring.podLabels is not a label value',
    ],
  ])('are refused with %s', (_, props, message) => {
    expect(messageOf(() => facts(props))).toContain(message);
  });

  it.each<[string, Partial<ClusterProps>]>([
    ['the DNS', { dns: { ports: [] } }],
    ['the API server', { apiServer: { cidrs: ['192.0.2.1/32'], ports: [] } }],
  ])('are refused without a port of %s, which every policy that needs it would stumble over', (_, props) => {
    expect(() => facts(props)).toThrow(PlatformError);
  });
});

describe('the version of a cluster', () => {
  it('is compared as a number, not as text', () => {
    const minor = fc.integer({ min: 28, max: 120 });
    fc.assert(
      fc.property(minor, minor, (a, b) => {
        expect(facts({ kubernetes: `1.${a}` }).atLeast(`1.${b}`)).toBe(a >= b);
      }),
    );
  });
});

describe('the cluster of a construct', () => {
  it('is the one that the app was given', () => {
    const cluster = facts();
    const chart = new Chart(new PlatformApp({ cluster }), 'chart');
    expect(Cluster.of(new Construct(chart, 'a'))).toBe(cluster);
  });

  it('is the one that a stock App, or a part of it, was given', () => {
    const [outer, inner] = [facts(), facts()];
    const app = new App();
    outer.provideTo(app);
    const chart = new Chart(app, 'chart');
    inner.provideTo(chart);
    expect(Cluster.of(new Construct(chart, 'a'))).toBe(inner);
    expect(Cluster.of(new Chart(app, 'other'))).toBe(outer);
  });

  it('is missed with the way to provide one', () => {
    const construct = new Construct(new Chart(new App(), 'chart'), 'a');
    expect(messageOf(() => Cluster.of(construct))).toMatch(
      /^\[chart\/a\] has no Cluster; fix: pass `cluster` to/,
    );
  });
});

describe('the API server of a cluster', () => {
  it('is given to those who need it', () => {
    const cluster = facts({ apiServer: { cidrs: ['192.0.2.1/32'], ports: [8443] } });
    const { cidrs, ports } = cluster.requireApiServer(new App());
    expect(cidrs.map(String)).toEqual(['192.0.2.1/32']);
    expect(ports).toEqual([8443]);
  });

  it('is missed with the command that shows its addresses', () => {
    const construct = new Construct(new Chart(new App(), 'chart'), 'operator');
    expect(messageOf(() => facts().requireApiServer(construct))).toMatch(
      /^\[chart\/operator\] must reach the API server, .+; allowed: apiServer: .+; fix: .*kubectl get endpointslices/,
    );
  });
});
