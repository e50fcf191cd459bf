import { ApiObject, Chart } from 'cdk8s';
import { parse } from 'yaml';
import {
  Allowance,
  Cluster,
  GuardRails,
  LOCKED_LABEL,
  type Manifest,
  Namespace,
  Peer,
  PlatformApp,
  PodSecurityLevel,
  Subject,
  Tenant,
  VirtualCluster,
  WebService,
} from '../../../lib';
import { only, rendered } from '../../support/world';
import { configOf, NEEDED, virtualCluster } from './support';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface PolicySpec {
  readonly podSelector: object;
  readonly ingress: readonly { readonly from?: readonly unknown[]; readonly ports?: readonly unknown[] }[];
  readonly egress: readonly { readonly to?: readonly unknown[]; readonly ports?: readonly unknown[] }[];
}

const RELEASE = { matchLabels: { release: 'dev' } };
const SYNCED = { matchLabels: { 'vcluster.loft.sh/managed-by': 'dev' } };
const HOME = { matchLabels: { 'kubernetes.io/metadata.name': 'alpha' } };
const CONTROL_PLANE_PEER = { namespaceSelector: HOME, podSelector: RELEASE };
const SYNCED_PEER = { namespaceSelector: HOME, podSelector: SYNCED };

const policy = (manifests: readonly Manifest[], name: string): PolicySpec =>
  only<PolicySpec>(manifests, 'NetworkPolicy', name).spec;
const rulesOf = (manifest: Manifest): readonly Rule[] => manifest.rules as readonly Rule[];
const messageOf = (act: () => unknown): string => {
  try {
    act();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a virtual cluster', () => {
  it('reads as reviewed', () => {
    const manifests = virtualCluster().filter(({ metadata }) => metadata.labels?.release === 'dev');
    expect(manifests.filter(({ kind }) => kind !== 'Secret')).toMatchSnapshot();
  });

  it('has a configuration that reads as reviewed', () => {
    expect(configOf(virtualCluster())).toMatchSnapshot();
  });

  it('is one pod with sqlite, without a budget for disruptions, since there is nothing to choose', () => {
    const manifests = virtualCluster();
    expect(only(manifests, 'StatefulSet').spec).toMatchObject({ replicas: 1 });
    expect(manifests.filter(({ kind }) => kind === 'PodDisruptionBudget')).toEqual([]);
    expect(parse(configOf(manifests)).controlPlane.backingStore).toEqual({
      database: { embedded: { enabled: true } },
    });
  });

  it('with etcd is three pods that are spread, find each other before they are ready, and go one at a time', () => {
    const manifests = virtualCluster({ store: 'etcd' });
    expect(only(manifests, 'StatefulSet').spec).toMatchObject({
      podManagementPolicy: 'Parallel',
      replicas: 3,
      template: {
        spec: {
          topologySpreadConstraints: [
            { labelSelector: RELEASE, topologyKey: 'kubernetes.io/hostname' },
            { labelSelector: RELEASE, topologyKey: 'topology.kubernetes.io/zone' },
          ],
        },
      },
    });
    expect(only(manifests, 'PodDisruptionBudget').spec).toMatchObject({
      maxUnavailable: 1,
      selector: RELEASE,
    });
    expect(only(manifests, 'Service', 'dev-headless').spec).toMatchObject({
      publishNotReadyAddresses: true,
      ports: [{ port: 443 }, { port: 2379 }, { port: 2380 }],
    });
    const members = {
      ports: [2379, 2380, 8443].map((port) => ({ port, protocol: 'TCP' })),
    };
    expect(policy(manifests, 'dev').ingress).toContainEqual({ from: [CONTROL_PLANE_PEER], ...members });
    expect(policy(manifests, 'dev').egress).toContainEqual({ to: [CONTROL_PLANE_PEER], ...members });
    expect(parse(configOf(manifests)).controlPlane).toMatchObject({
      backingStore: { etcd: { embedded: { enabled: true } } },
      statefulSet: { highAvailability: { replicas: 3 } },
    });
  });

  it('replaces its pods when its configuration changes', () => {
    const hash = (manifests: readonly Manifest[]) =>
      only<{ template: { metadata: { annotations: object } } }>(manifests, 'StatefulSet').spec.template
        .metadata.annotations;
    expect(hash(virtualCluster())).toEqual(hash(virtualCluster()));
    expect(hash(virtualCluster())).not.toEqual(hash(virtualCluster({ syncToHost: ['ingresses'] })));
  });

  it('tells its users of the pod security level that the host enforces', () => {
    expect(parse(configOf(virtualCluster())).policies.podSecurityStandard).toBe('restricted');
    const baseline = rendered((chart) => {
      const home = new Namespace(chart, 'alpha', {
        podSecurity: PodSecurityLevel.BASELINE,
        podSecurityReason: 'its tenants run what needs a baseline',
      });
      new VirtualCluster(home, 'dev', NEEDED);
    });
    expect(parse(configOf(baseline)).policies.podSecurityStandard).toBe('baseline');
  });

  it('is the same in whatever order its kinds are listed', () => {
    const [one, two] = [
      { resource: 'storageClasses', reason: 'a' },
      { resource: 'ingressClasses', reason: 'b' },
    ] as const;
    expect(
      virtualCluster({ syncToHost: ['podDisruptionBudgets', 'ingresses'], syncFromHost: [one, two] }),
    ).toEqual(
      virtualCluster({ syncToHost: ['ingresses', 'podDisruptionBudgets'], syncFromHost: [two, one] }),
    );
  });

  it('has its DNS and its init container from where it is told', () => {
    const images = {
      dnsImage: 'registry.example.com/coredns:1.12.1',
      hostnameImage: 'registry.example.com/alpine:3.20',
    };
    const { controlPlane, sync } = parse(configOf(virtualCluster(images)));
    expect(controlPlane.coredns.deployment.image).toBe(images.dnsImage);
    expect(sync.toHost.pods.rewriteHosts).toMatchObject({
      enabled: true,
      initContainer: { image: images.hostnameImage },
    });
  });

  it('is served under the host name that it is reached by, with a certificate for it', () => {
    const manifests = virtualCluster({ ingress: { host: 'dev.alpha.example.com' } });
    expect(only(manifests, 'Ingress')).toMatchObject({
      metadata: { annotations: { 'nginx.ingress.kubernetes.io/ssl-passthrough': 'true' } },
      spec: { ingressClassName: 'nginx', rules: [{ host: 'dev.alpha.example.com' }] },
    });
    expect(policy(manifests, 'dev').ingress).toContainEqual({
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
      ports: [{ port: 8443, protocol: 'TCP' }],
    });
    const { controlPlane, exportKubeConfig } = parse(configOf(manifests));
    expect(controlPlane.proxy.extraSANs).toEqual(['dev.alpha.example.com']);
    expect(exportKubeConfig.server).toBe('https://dev.alpha.example.com');
  });

  it('takes the annotations of another ingress controller', () => {
    const passthrough = { 'haproxy.org/ssl-passthrough': 'true' };
    const { metadata } = only(virtualCluster({ ingress: { host: 'a.example.com', passthrough } }), 'Ingress');
    expect(metadata.annotations).toMatchObject(passthrough);
    expect(metadata.annotations).not.toHaveProperty('nginx.ingress.kubernetes.io/ssl-passthrough');
  });
});

describe('its data', () => {
  it('outlives the StatefulSet and every GitOps tool', () => {
    const kept = {
      'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false',
      'helm.sh/resource-policy': 'keep',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    };
    const set = only(virtualCluster({ storageClassName: 'fast' }), 'StatefulSet');
    expect(set.metadata.annotations).toMatchObject(kept);
    expect(set.spec).toMatchObject({
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data', annotations: kept },
          spec: { resources: { requests: { storage: '5Gi' } }, storageClassName: 'fast' },
        },
      ],
    });
  });

  it('is not pruned with the Service that owns all that is synced, the claims of users among it', () => {
    const { metadata } = only(virtualCluster(), 'Service', 'dev');
    expect(metadata.annotations).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
    expect(parse(configOf(virtualCluster())).experimental.syncSettings).toEqual({ setOwner: true });
  });
});

describe('its rights', () => {
  it('are of its namespace alone, unless it is to see kinds of the host', () => {
    const kinds = virtualCluster().map(({ kind }) => kind);
    expect(kinds).toContain('Role');
    expect(kinds).not.toContain('ClusterRole');
    expect(kinds).not.toContain('ClusterRoleBinding');
  });

  it('have no wildcard, and change neither roles, quotas, limits, policies nor endpoints', () => {
    const all: Partial<typeof NEEDED> = {
      store: 'etcd',
      syncToHost: ['ingresses', 'podDisruptionBudgets'],
      syncFromHost: [
        { resource: 'ingressClasses', reason: 'a' },
        { resource: 'runtimeClasses', reason: 'b' },
        { resource: 'storageClasses', reason: 'c' },
      ],
    };
    const manifests = virtualCluster(all);
    const rules = [...rulesOf(only(manifests, 'Role')), ...rulesOf(only(manifests, 'ClusterRole'))];
    expect(JSON.stringify(rules)).not.toContain('*');
    const written = rules.filter(({ verbs }) =>
      verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)),
    );
    expect(written.flatMap(({ resources }) => resources).sort()).toEqual([
      'configmaps',
      'ingresses',
      'leases',
      'persistentvolumeclaims',
      'poddisruptionbudgets',
      'pods',
      'pods/attach',
      'pods/ephemeralcontainers',
      'pods/exec',
      'pods/portforward',
      'pods/status',
      'secrets',
      'services',
    ]);
  });

  it('on the whole cluster are to read, each for a reason, under a name that no other virtual cluster has', () => {
    const manifests = virtualCluster({
      syncFromHost: [{ resource: 'storageClasses', reason: 'the team chooses between two' }],
    });
    const role = only(manifests, 'ClusterRole');
    expect(role.metadata).toMatchObject({
      name: 'vc-dev.alpha',
      annotations: { 'cdk8s-platform/reasons': 'storageClasses: the team chooses between two' },
    });
    expect(rulesOf(role)).toEqual([
      { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['get', 'list', 'watch'] },
    ]);
    expect(only(manifests, 'ClusterRoleBinding').subjects).toEqual([
      { kind: 'ServiceAccount', name: 'vc-dev', namespace: 'alpha' },
    ]);
    expect(parse(configOf(manifests)).sync.fromHost.storageClasses).toEqual({ enabled: 'true' });
  });

  it('are for its control plane: the account of the pods of its users has none, and no token', () => {
    const manifests = virtualCluster();
    expect(only(manifests, 'RoleBinding', 'vc-dev').subjects).toEqual([
      { kind: 'ServiceAccount', name: 'vc-dev', namespace: 'alpha' },
    ]);
    expect(only(manifests, 'ServiceAccount', 'vc-workload-dev').automountServiceAccountToken).toBe(false);
    expect(parse(configOf(manifests)).controlPlane.advanced.workloadServiceAccount.name).toBe(
      'vc-workload-dev',
    );
  });
});

describe('its connections', () => {
  it('are told by labels that its users cannot give to a pod', () => {
    const manifests = virtualCluster();
    expect(policy(manifests, 'dev').podSelector).toEqual(RELEASE);
    expect(policy(manifests, 'dev-pods').podSelector).toEqual(SYNCED);
    for (const name of ['dev', 'dev-headless'])
      expect(only<{ selector: object }>(manifests, 'Service', name).spec.selector).toEqual({
        release: 'dev',
      });
  });

  it('of the control plane are with the API server of the host, DNS and the pods of its users', () => {
    const { ingress, egress } = policy(virtualCluster(), 'dev');
    expect(ingress).toEqual([{ from: [SYNCED_PEER], ports: [{ port: 8443, protocol: 'TCP' }] }]);
    expect(egress).toHaveLength(4);
    expect(egress).toContainEqual({ to: [SYNCED_PEER] });
    expect(egress).toContainEqual({
      to: [{ ipBlock: { cidr: '10.0.0.1/32' } }],
      ports: [443, 6443].map((port) => ({ port, protocol: 'TCP' })),
    });
  });

  it('of the pods of its users are with each other, their API and DNS, and not with the API server of the host', () => {
    const { ingress, egress } = policy(virtualCluster(), 'dev-pods');
    expect(ingress).toEqual([{ from: [CONTROL_PLANE_PEER, SYNCED_PEER] }]);
    expect(egress).toHaveLength(4);
    expect(egress).toContainEqual({ to: [SYNCED_PEER] });
    expect(egress).toContainEqual({ to: [CONTROL_PLANE_PEER], ports: [{ port: 8443, protocol: 'TCP' }] });
    expect(JSON.stringify(egress)).not.toContain('10.0.0.1');
  });

  it('name no pod by its labels in any namespace, and no address but those of the API server and of DNS', () => {
    const manifests = virtualCluster().filter(({ kind }) => kind === 'NetworkPolicy');
    const text = JSON.stringify(manifests);
    expect(text).not.toContain('"namespaceSelector":{}');
    expect([...text.matchAll(/"cidr":"([^"]+)"/g)].map(([, cidr]) => cidr).sort()).toEqual([
      '10.0.0.1/32',
      ...Array(3).fill('169.254.20.10/32'),
    ]);
  });

  it('to its API are opened on both sides by a workload that connects to it', () => {
    const manifests = rendered((chart) => {
      const one = new Tenant(chart, 'alpha', { budget: { cpu: 8, memory: '16Gi', pods: 30 } });
      const virtual = new VirtualCluster(one.namespace(), 'dev', NEEDED);
      const tools = new WebService(new Namespace(chart, 'tools'), 'portal', {
        image: 'ghcr.io/acme/portal:1.0.0',
        port: 8080,
      });
      tools.connectTo(virtual);
    });
    const ports = [{ port: 8443, protocol: 'TCP' }];
    expect(policy(manifests, 'portal').egress).toContainEqual({ to: [CONTROL_PLANE_PEER], ports });
    expect(policy(manifests, 'dev').ingress).toContainEqual(
      expect.objectContaining({ from: [expect.objectContaining({ podSelector: expect.anything() })], ports }),
    );
    expect(policy(manifests, 'dev').ingress).toHaveLength(2);
  });

  it('of the pods of its users are opened on both sides, or to addresses', () => {
    const manifests = rendered((chart) => {
      const one = new Tenant(chart, 'alpha', { budget: { cpu: 8, memory: '16Gi', pods: 30 } });
      const { pods } = new VirtualCluster(one.namespace(), 'dev', NEEDED);
      const shared = new WebService(new Namespace(chart, 'shared'), 'registry', {
        image: 'ghcr.io/acme/registry:1.0.0',
        port: 5000,
      });
      pods.connectTo(shared);
      pods.allowTo(Allowance.of(Peer.cidr('203.0.113.0/24'), [443]));
      pods.allowFrom(Allowance.of(Peer.namespaces('ingress-nginx'), [8080]));
    });
    expect(policy(manifests, 'dev-pods').egress).toContainEqual({
      to: [{ ipBlock: { cidr: '203.0.113.0/24' } }],
      ports: [{ port: 443, protocol: 'TCP' }],
    });
    expect(policy(manifests, 'dev-pods').ingress).toHaveLength(2);
    expect(policy(manifests, 'registry').ingress).toEqual([
      { from: [SYNCED_PEER], ports: [{ port: 5000, protocol: 'TCP' }] },
    ]);
  });

  it('with the API server are told to Cilium by what it is', () => {
    const manifests = rendered(
      (chart) => void new VirtualCluster(new Namespace(chart, 'alpha'), 'dev', NEEDED),
      { networkPlugin: 'cilium' },
    );
    expect(only(manifests, 'CiliumNetworkPolicy').spec).toMatchObject({
      endpointSelector: RELEASE,
      egress: [{ toEntities: ['kube-apiserver'] }],
    });
  });
});

describe('the namespace of a virtual cluster', () => {
  const clash = (put: (home: Namespace) => void): string =>
    messageOf(() => virtualCluster({}, (_, home) => put(home)));

  it('is its own: a workload beside it stops synth', () => {
    const message = clash((home) => {
      new WebService(home, 'shop', { image: 'ghcr.io/acme/shop:1.0.0', port: 8080 });
    });
    expect(message).toMatch(
      /\[chart\/alpha\/alpha\/shop\/Deployment\] runs pods in namespace alpha.*Deployment shop/,
    );
    expect(message).toMatch(/shop\/Service\] tells pods in namespace alpha by labels that the users/);
    expect(message).toMatch(/shop\/NetworkPolicy\/NetworkPolicy\] tells pods/);
  });

  it('holds no second virtual cluster, whose Secrets either would read', () => {
    expect(clash((home) => void new VirtualCluster(home, 'test', NEEDED))).toMatch(
      /runs pods in namespace alpha.*StatefulSet test/,
    );
  });

  it('is guarded from objects of any library', () => {
    const message = clash((home) => {
      new ApiObject(home, 'raw', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'raw', namespace: 'alpha' },
        spec: { selector: { 'app.kubernetes.io/name': 'dev' }, ports: [{ port: 80 }] },
      });
    });
    expect(message).toMatch(/\[chart\/alpha\/alpha\/raw\] tells pods/);
  });

  it('may hold what chooses no pods: a ConfigMap, a Service without a selector, a policy for all pods', () => {
    const raw = (home: Namespace, kind: string, apiVersion: string, spec: object): void => {
      new ApiObject(home, kind, {
        apiVersion,
        kind,
        metadata: { name: 'raw', namespace: 'alpha' },
        spec,
      });
    };
    expect(
      clash((home) => {
        raw(home, 'Service', 'v1', { type: 'ExternalName', externalName: 'example.com' });
        raw(home, 'NetworkPolicy', 'networking.k8s.io/v1', { podSelector: {}, policyTypes: ['Ingress'] });
      }),
    ).toBe('');
  });

  it('has a quota that its control plane must fit in', () => {
    const message = messageOf(() =>
      rendered((chart) => {
        const small = new Tenant(chart, 'alpha', { budget: { cpu: '100m', memory: '1Gi', pods: 5 } });
        new VirtualCluster(small.namespace(), 'dev', NEEDED);
      }),
    );
    expect(message).toMatch(/\[chart\/alpha\/alpha\] budget.*requests.cpu 100m, needed 250m/);
  });
});

test("in a tenant with guard rails, its own policies, rights and accounts are the platform's", () => {
  const app = new PlatformApp({
    cluster: new Cluster({ kubernetes: '1.34', apiServer: { cidrs: ['10.96.0.1/32', '192.0.2.1/32'] } }),
  });
  const chart = new Chart(app, 'chart');
  const tenant = new Tenant(chart, 'alpha', {
    budget: { cpu: 8, memory: '16Gi', pods: 30 },
    connected: false,
    guardRails: new GuardRails(chart, 'guard-rails', { administrators: [Subject.group('platform')] }),
  });
  new VirtualCluster(tenant.namespace(), 'dev', NEEDED);
  const locked = app
    .units()
    .flatMap(({ objects }) => objects.map(({ manifest }) => manifest))
    .filter(({ metadata: { labels = {} } }) => labels.app === 'vcluster' && LOCKED_LABEL in labels)
    .map(({ kind, metadata: { name } }) => `${kind} ${name}`);
  expect(locked.sort()).toEqual([
    'NetworkPolicy dev',
    'NetworkPolicy dev-pods',
    'Role vc-dev',
    'RoleBinding vc-dev',
    'ServiceAccount vc-dev',
    'ServiceAccount vc-workload-dev',
  ]);
});
