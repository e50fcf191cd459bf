import type { Manifest } from '../../../lib';
import {
  BACKEND,
  claim,
  claimSpec,
  deployment,
  ingress,
  main,
  named,
  networkPolicy,
  object,
  podMakers,
  podSpec,
  roleBinding,
  rulesFor,
  service,
} from './objects';

/** An object that a guard rail takes or refuses, at synth and in the cluster alike. */
export interface Row {
  /** Name of the rule. */
  readonly rule: string;
  /** What it is. */
  readonly what: string;
  readonly object: Manifest;
  /** What the refusal says; `undefined` where it is taken. */
  readonly says?: string;
}

function rows(
  rule: string,
  taken: Cases,
  refused: Readonly<Record<string, readonly [Manifest, string]>>,
): Row[] {
  return [
    ...Object.entries(taken).map(([what, object]) => ({ rule, what, object })),
    ...Object.entries(refused).map(([what, [object, says]]) => ({ rule, what, object, says })),
  ];
}

type Cases = Readonly<Record<string, Manifest>>;

const image = (name: string): Manifest => deployment(podSpec({}, { image: name }));
const FOREIGN = 'comes from none of the registries';

const IMAGES = [
  ...podMakers(podSpec()).map((made) => ({
    rule: 'images',
    what: `a ${made.kind} of the tenant's`,
    object: made,
  })),
  ...podMakers(podSpec({}, { image: 'docker.io/evil/miner:1' })).map((made) => ({
    rule: 'images',
    what: `a ${made.kind} of another registry`,
    object: made,
    says: `image docker.io/evil/miner:1 ${FOREIGN}`,
  })),
  ...rows(
    'images',
    {
      'an image by digest': image(`ghcr.io/acme/shop@sha256:${'a'.repeat(64)}`),
      'an image of Docker Hub by its short name': image('acme/shop:1'),
      'an image of a registry with a port': image('registry.example.com:5000/a/b:1'),
      'the repository that is a bound itself': image('ghcr.io/acme:1'),
      'an image that is pulled if it is not there': deployment(
        podSpec({}, { imagePullPolicy: 'IfNotPresent' }),
      ),
    },
    {
      'an image that is never pulled': [
        deployment(podSpec({}, { imagePullPolicy: 'Never' })),
        'an image that is never pulled',
      ],
      'an image of an init container that is never pulled': [
        deployment(podSpec({ initContainers: [main({ name: 'init', imagePullPolicy: 'Never' })] })),
        'an image that is never pulled',
      ],
      'an image whose path begins alike': [image('ghcr.io/acme-corp/shop:1'), FOREIGN],
      'a library image': [image('nginx:1'), `image docker.io/library/nginx:1 ${FOREIGN}`],
      'a registry on another port': [image('registry.example.com:5001/a:1'), FOREIGN],
      'a host that is a bound only with its path': [image('ghcr.io/shop:1'), FOREIGN],
      'a bound as the user of a host': [image('localhost/ghcr.io/acme/shop:1'), FOREIGN],
      'an init container': [
        deployment(podSpec({ initContainers: [main({ name: 'init', image: 'evil/a:1' })] })),
        FOREIGN,
      ],
      'a second container': [
        deployment(podSpec({ containers: [main(), main({ name: 'b', image: 'evil/a:1' })] })),
        FOREIGN,
      ],
    },
  ),
];

const NAMES = 'external-dns.alpha.kubernetes.io/hostname';
const LOAD_BALANCER = 'chooses neither the address nor the class of its load balancer';

const SERVICES = rows(
  'services',
  {
    'a Service of no stated type': service({}),
    'a headless Service': service({ clusterIP: 'None' }),
    'a load balancer, which the budget has': service({ type: 'LoadBalancer' }),
    'names of the domain': service(
      { type: 'LoadBalancer' },
      { [NAMES]: 'a.guarded.example.com, guarded.example.com' },
    ),
  },
  {
    'an address of the load balancer': [
      service({ type: 'LoadBalancer', loadBalancerIP: '203.0.113.1' }),
      LOAD_BALANCER,
    ],
    'a class of the load balancer': [
      service({ type: 'LoadBalancer', loadBalancerClass: 'example.com/other' }),
      LOAD_BALANCER,
    ],
    'an address of MetalLB': [
      service({ type: 'LoadBalancer' }, { 'metallb.io/loadBalancerIPs': '203.0.113.1' }),
      LOAD_BALANCER,
    ],
    'an address of an older MetalLB': [
      service({ type: 'LoadBalancer' }, { 'metallb.universe.tf/address-pool': 'public' }),
      LOAD_BALANCER,
    ],
    'a name of another tenant': [
      service({ clusterIP: 'None' }, { [NAMES]: 'a.guarded.example.com,shop.other.example.com' }),
      'a name that external-dns would make',
    ],
    'an internal name of another tenant': [
      service({}, { 'external-dns.alpha.kubernetes.io/internal-hostname': 'other.example.com' }),
      'a name that external-dns would make',
    ],
    'a NodePort Service': [service({ type: 'NodePort' }), 'type NodePort is none that the tenant may use'],
    'an ExternalName Service': [
      object('v1', 'Service', { spec: { type: 'ExternalName', externalName: 'metadata.internal' } }),
      'type ExternalName is none',
    ],
    'external addresses': [service({ externalIPs: ['203.0.113.1'] }), 'no externalIPs'],
  },
);

const HOST = 'is in none of the domains of the tenant, or has a wildcard';

const ASKS = 'asks for a name or certificate';

const INGRESSES = rows(
  'ingresses',
  {
    'a host of the domain': ingress({}),
    'the domain itself': ingress({ rules: rulesFor('guarded.example.com') }),
    'another class of the tenant': ingress({ ingressClassName: 'internal' }),
    'a certificate of the domain': ingress({
      tls: [{ hosts: ['shop.guarded.example.com'], secretName: 'tls' }],
    }),
    'annotations about hosts and Secrets of its own': ingress(
      {},
      {
        [NAMES]: 'shop.guarded.example.com',
        'cert-manager.io/common-name': 'shop.guarded.example.com',
        'nginx.ingress.kubernetes.io/auth-secret': 'passwords',
        'nginx.ingress.kubernetes.io/auth-tls-secret': 'guarded/ca',
      },
    ),
    'an annotation that only tunes': ingress({}, { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' }),
  },
  {
    'a host of another tenant': [
      ingress({ rules: rulesFor('shop.other.example.com') }),
      `host shop.other.example.com ${HOST}`,
    ],
    'a host that ends alike': [ingress({ rules: rulesFor('evilguarded.example.com') }), HOST],
    'a second host of another tenant': [
      ingress({ rules: rulesFor('guarded.example.com', 'a.example.com') }),
      HOST,
    ],
    'a wildcard of the domain': [ingress({ rules: rulesFor('*.guarded.example.com') }), HOST],
    'a rule without a host': [ingress({ rules: rulesFor(undefined) }), 'a rule without a host'],
    'a default backend': [ingress({ defaultBackend: BACKEND }), 'a default backend takes'],
    'a default backend alone': [
      ingress({ defaultBackend: BACKEND, rules: undefined }),
      'a default backend takes',
    ],
    'no class': [ingress({ ingressClassName: undefined }), 'the Ingress must state a class'],
    'another class': [ingress({ ingressClassName: 'public' }), 'the Ingress must state a class'],
    'another class by an annotation': [
      ingress({ ingressClassName: undefined }, { 'kubernetes.io/ingress.class': 'public' }),
      'the Ingress must state a class',
    ],
    'a certificate for a host of another tenant': [
      ingress({ tls: [{ hosts: ['shop.other.example.com'], secretName: 'tls' }] }),
      'a certificate is for a host',
    ],
    'a name of another tenant by external-dns': [ingress({}, { [NAMES]: 'shop.other.example.com' }), ASKS],
    'a wildcard by external-dns': [ingress({}, { [NAMES]: '*.guarded.example.com' }), ASKS],
    'a certificate for another tenant by its common name': [
      ingress({}, { 'cert-manager.io/common-name': 'shop.other.example.com' }),
      ASKS,
    ],
    ...Object.fromEntries(
      ['auth-secret', 'auth-tls-secret', 'proxy-ssl-secret'].map((name) => [
        `the Secret of another namespace by ${name}`,
        [
          ingress({}, { [`nginx.ingress.kubernetes.io/${name}`]: 'guarded-other/secret' }),
          'names the Secret of another namespace',
        ] as const,
      ]),
    ),
    'a snippet for the server': [
      ingress({}, { 'nginx.ingress.kubernetes.io/server-snippet': 'return 200;' }),
      'writes into the configuration',
    ],
    'a snippet for the configuration': [
      ingress({}, { 'nginx.ingress.kubernetes.io/configuration-snippet': 'return 200;' }),
      'writes into the configuration',
    ],
    'an alias of the server': [
      ingress({}, { 'nginx.ingress.kubernetes.io/server-alias': 'shop.other.example.com' }),
      'adds hosts',
    ],
  },
);

const CLASS = 'a claim must name a storage class that the tenant may use';
const stateful = (spec: object): Manifest =>
  object('apps/v1', 'StatefulSet', {
    spec: {
      serviceName: 'judged',
      selector: { matchLabels: { app: 'judged' } },
      template: { metadata: { labels: { app: 'judged' } }, spec: podSpec() },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }],
    },
  });
const ephemeral = (spec: object): Manifest =>
  deployment(podSpec({ volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec } } }] }));

const STORAGE = rows(
  'storage',
  {
    'a claim of a class of the tenant': claim({}),
    'a template of claims': stateful(claimSpec({ storageClassName: 'slow' })),
    'an ephemeral volume': ephemeral(claimSpec()),
    'pods without claims': deployment(podSpec()),
  },
  {
    'a claim of another class': [claim({ storageClassName: 'gold' }), CLASS],
    'a claim of no class': [claim({ storageClassName: '' }), CLASS],
    'a claim that leaves the class to the cluster': [claim({ storageClassName: undefined }), CLASS],
    'a claim that takes a volume by its name': [
      claim({ volumeName: 'pv-of-another' }),
      'takes a volume by its name',
    ],
    'a claim whose class is an annotation': [
      claim({}, { 'volume.beta.kubernetes.io/storage-class': 'gold' }),
      'by an annotation',
    ],
    'a volume of a driver itself': [
      deployment(podSpec({ volumes: [{ name: 'v', csi: { driver: 'nfs.csi.k8s.io' } }] })),
      'past storage classes',
    ],
    'a template of claims of another class': [stateful(claimSpec({ storageClassName: 'gold' })), CLASS],
    'an ephemeral volume of another class': [ephemeral(claimSpec({ storageClassName: 'gold' })), CLASS],
  },
);

const scheduled = (pod: Readonly<Record<string, unknown>>): Manifest => deployment(podSpec(pod));
const TOLERATES = 'tolerations may have these keys alone';

/** Pods that are apart from others, or beside them. */
function apart(
  how: 'required' | 'preferred',
  of: object,
  side: 'podAffinity' | 'podAntiAffinity' = 'podAntiAffinity',
): Manifest {
  const term = {
    labelSelector: { matchLabels: { app: 'judged' } },
    topologyKey: 'kubernetes.io/hostname',
    ...of,
  };
  const terms = how === 'required' ? [term] : [{ weight: 1, podAffinityTerm: term }];
  return scheduled({ affinity: { [side]: { [`${how}DuringSchedulingIgnoredDuringExecution`]: terms } } });
}

const SCHEDULING = rows(
  'scheduling',
  {
    'pods on the nodes of the tenant': deployment(podSpec()),
    'a priority class of the tenant': scheduled({ priorityClassName: 'guarded-high' }),
    'a runtime class of the tenant': scheduled({ runtimeClassName: 'gvisor' }),
    'a toleration of the tenant': scheduled({
      tolerations: [{ key: 'example.com/guarded', operator: 'Exists' }],
    }),
    'a toleration that Kubernetes adds': scheduled({
      tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
    }),
    'pods apart from each other': apart('required', {}),
    'pods rather apart from each other': apart('preferred', { namespaces: [] }),
    'the default scheduler': scheduled({ schedulerName: 'default-scheduler' }),
  },
  {
    'a priority class of the cluster': [
      scheduled({ priorityClassName: 'system-cluster-critical' }),
      'priority class system-cluster-critical is none',
    ],
    'another runtime class': [scheduled({ runtimeClassName: 'host' }), 'runtime class host is none'],
    'no node selector': [
      scheduled({ nodeSelector: undefined }),
      'nodeSelector must have example.com/zone=a, pool=guarded',
    ],
    'half of the node selector': [scheduled({ nodeSelector: { pool: 'guarded' } }), 'nodeSelector must have'],
    'the nodes of another': [
      scheduled({ nodeSelector: { pool: 'other', 'example.com/zone': 'a' } }),
      'nodeSelector must have',
    ],
    'another toleration': [
      scheduled({ tolerations: [{ key: 'example.com/other', operator: 'Exists' }] }),
      TOLERATES,
    ],
    'a toleration of everything': [scheduled({ tolerations: [{ operator: 'Exists' }] }), TOLERATES],
    ...Object.fromEntries(
      (['required', 'preferred'] as const).flatMap((how) =>
        (['podAffinity', 'podAntiAffinity'] as const).flatMap((side) => [
          [
            `${how} ${side} of every namespace`,
            [apart(how, { namespaceSelector: {} }, side), 'of other namespaces'] as const,
          ],
          [
            `${how} ${side} of a namespace by name`,
            [apart(how, { namespaces: ['guarded-other'] }, side), 'of other namespaces'] as const,
          ],
        ]),
      ),
    ),
    'a node by name': [scheduled({ nodeName: 'control-plane-1' }), 'nodeName goes past the scheduler'],
    'another scheduler': [scheduled({ schedulerName: 'mine' }), 'schedulerName is none'],
    ...Object.fromEntries(
      podMakers(podSpec({ nodeName: 'control-plane-1' })).map((made) => [
        `a ${made.kind} with a node by name`,
        [made, 'nodeName goes past the scheduler'] as const,
      ]),
    ),
  },
);

const PORT = [{ port: 443, protocol: 'TCP' }];
const FROM = 'ingress may be from these namespaces';
const TO = 'egress may be to these namespaces';
const RANGE = 'egress may be to these address ranges';
const block = (cidr: string, except?: readonly string[]): object => ({
  ipBlock: { cidr, ...(except && { except }) },
});
/** What is not outside the cluster, of IPv6. */
const OUTSIDE = ['fd00:ec2::254/128', 'fe80::/10'];
const from = (...peers: readonly object[]): Manifest =>
  networkPolicy({ ingress: [{ from: peers }], policyTypes: ['Ingress'] });
const toPorts = (ports: readonly object[], ...peers: readonly object[]): Manifest =>
  networkPolicy({ egress: [{ to: peers, ports }], policyTypes: ['Egress'] });
const to = (...peers: readonly object[]): Manifest => toPorts(PORT, ...peers);
const DNS = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];
const PODS = { podSelector: { matchLabels: { app: 'shop' } } };

const NETWORK_POLICIES = rows(
  'network-policies',
  {
    'a policy that denies': networkPolicy({ policyTypes: ['Ingress', 'Egress'] }),
    'from pods of its own namespace': from(PODS, { podSelector: {} }),
    'from another namespace of the tenant': from(named('guarded-staging')),
    'from several namespaces of the tenant': from(named('guarded', 'guarded-staging')),
    'from the ingress controller and monitoring': from(
      { ...named('ingress-nginx'), ...PODS },
      named('monitoring'),
    ),
    'from and to a shared namespace': networkPolicy({
      ingress: [{ from: [named('guarded-shared')] }],
      egress: [{ to: [named('guarded-shared')] }],
      policyTypes: ['Ingress', 'Egress'],
    }),
    'to DNS and its cache on the node': toPorts(DNS, named('kube-system'), block('169.254.20.10/32')),
    'to an address range of the tenant': to(block('198.51.100.0/24')),
    'to an address range of the tenant without a part of it': to(
      block('198.51.100.0/24', ['198.51.100.8/29']),
    ),
    'to every address outside of the cluster': to(block('::/0', OUTSIDE)),
    'to every address outside of the cluster but more': to(block('::/0', [...OUTSIDE, '2001:db8::/32'])),
    'from the namespace of an operator': from({ ...named('guarded-operators'), ...PODS }),
    'to a tenant that it may connect to': to({ ...named('guarded-peer'), ...PODS }),
  },
  {
    'from anyone': [
      networkPolicy({ ingress: [{}], policyTypes: ['Ingress'] }),
      'without "from" lets anyone in',
    ],
    'from anyone, on one port': [
      networkPolicy({ ingress: [{ ports: PORT }], policyTypes: ['Ingress'] }),
      'without "from"',
    ],
    'to anyone': [networkPolicy({ egress: [{}], policyTypes: ['Egress'] }), 'without "to" leads anywhere'],
    'from every namespace': [from({ namespaceSelector: {} }), FROM],
    'from pods of every namespace': [from({ namespaceSelector: {}, ...PODS }), FROM],
    'from another tenant': [from(named('guarded-other')), FROM],
    'from its own namespace or another tenant': [from(named('guarded', 'guarded-other')), FROM],
    'from a good peer and a bad one': [from(PODS, named('guarded-other')), FROM],
    'from a label that anybody may have': [
      from({ namespaceSelector: { matchLabels: { team: 'guarded' } } }),
      FROM,
    ],
    'from all but one namespace': [
      from({
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['guarded'] }],
        },
      }),
      FROM,
    ],
    'from addresses': [from(block('0.0.0.0/0')), FROM],
    'from a tenant that it may only connect to': [from(named('guarded-peer')), FROM],
    'to another tenant': [to(named('guarded-other')), TO],
    'to the namespace of DNS on another port': [to(named('kube-system')), TO],
    'to the namespace of DNS on ports of DNS and another': [
      toPorts([...DNS, ...PORT], named('kube-system')),
      TO,
    ],
    'to the namespace of DNS on a range of ports': [
      toPorts([{ port: 53, endPort: 9999, protocol: 'TCP' }], named('kube-system')),
      TO,
    ],
    'to the namespace of DNS on a port by its name': [
      toPorts([{ port: 'https', protocol: 'TCP' }], named('kube-system')),
      TO,
    ],
    'to the namespace of DNS on every port': [
      networkPolicy({ egress: [{ to: [named('kube-system')] }], policyTypes: ['Egress'] }),
      TO,
    ],
    'to every namespace': [to({ namespaceSelector: {} }), TO],
    'to the namespace of monitoring': [to(named('monitoring')), TO],
    'to every address': [to(block('0.0.0.0/0')), RANGE],
    'to every address but some': [to(block('0.0.0.0/0', ['10.0.0.0/8'])), RANGE],
    'to the metadata service': [to(block('169.254.169.254/32')), RANGE],
    'to a wider range': [to(block('198.51.0.0/16')), RANGE],
    'to a wider range without the rest of it': [to(block('198.51.0.0/16', ['198.51.0.0/18'])), RANGE],
    'to every address of a family, the cluster among them': [
      to(block('::/0')),
      'leaving out by except each of 10.244.0.0/16, 10.96.0.0/12, 100.100.100.200/32',
    ],
    'to every address of a family without a part of what is inside': [
      to(block('::/0', OUTSIDE.slice(1))),
      RANGE,
    ],
    'to an address of the link': [to(block('fe80::1/128')), RANGE],
    'to the namespace of an operator': [to(named('guarded-operators')), TO],
  },
);

const ENDPOINTS = rows(
  'endpoints',
  { 'a Service with a selector': service({ selector: { app: 'judged' } }) },
  {
    Endpoints: [
      object('v1', 'Endpoints', { subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ port: 80 }] }] }),
      'endpoints are written by Kubernetes alone',
    ],
    'an EndpointSlice': [
      object('discovery.k8s.io/v1', 'EndpointSlice', {
        addressType: 'IPv4',
        endpoints: [{ addresses: ['203.0.113.9'] }],
        ports: [{ port: 80 }],
      }),
      'endpoints are written by Kubernetes alone',
    ],
  },
);

const STRANGER = 'is neither a member of the tenant nor a ServiceAccount of its namespaces';
const account = (namespace: string, name = 'app'): { kind: string; name: string; namespace: string } => ({
  kind: 'ServiceAccount',
  name,
  namespace,
});

const ROLE_BINDINGS = rows(
  'role-bindings',
  {
    'to a group of the tenant': roleBinding([{ kind: 'Group', name: 'guarded-editors' }]),
    'to a user with a comma in the name': roleBinding([{ kind: 'User', name: 'cn=ann,ou=shop' }]),
    'to accounts of the tenant': roleBinding([account('guarded'), account('guarded-staging')]),
    'to the account that is a member': roleBinding([account('builds', 'ci')]),
    'to nobody': roleBinding([]),
    'of a ClusterRole that the platform says': roleBinding([account('guarded')], {
      kind: 'ClusterRole',
      name: 'guarded-bindable',
    }),
  },
  {
    'of cluster-admin': [
      roleBinding([account('guarded')], { kind: 'ClusterRole', name: 'cluster-admin' }),
      'ClusterRole cluster-admin is none',
    ],
    'to everybody': [
      roleBinding([{ kind: 'Group', name: 'system:authenticated' }]),
      `Group system:authenticated ${STRANGER}`,
    ],
    'to all accounts': [roleBinding([{ kind: 'Group', name: 'system:serviceaccounts' }]), STRANGER],
    'to another user': [roleBinding([{ kind: 'User', name: 'mallory' }]), `User mallory ${STRANGER}`],
    'to a group of the name of a user': [roleBinding([{ kind: 'Group', name: 'cn=ann,ou=shop' }]), STRANGER],
    'to an account of another tenant': [roleBinding([account('guarded-other')]), STRANGER],
    'to another account beside that of a member': [roleBinding([account('builds', 'other')]), STRANGER],
    'to a good subject and a bad one': [
      roleBinding([account('guarded'), { kind: 'User', name: 'mallory' }]),
      STRANGER,
    ],
  },
);

/** Every row. */
export const TABLE: readonly Row[] = [
  ...IMAGES,
  ...SERVICES,
  ...INGRESSES,
  ...STORAGE,
  ...SCHEDULING,
  ...NETWORK_POLICIES,
  ...ENDPOINTS,
  ...ROLE_BINDINGS,
];
