import { ApiObject, Chart } from 'cdk8s';
import { Cluster, PlatformApp, SharedNamespace } from '../../../lib';
import { CLUSTER } from '../../support/world';

const LABEL = 'cdk8s-platform/tenant';
const NAMESPACE = 'playground';

/** An object of a tenant: `apiVersion`, kind and name, and what else it says. */
type Declared = readonly [
  tenant: 'ann' | 'bob',
  apiVersion: string,
  kind: string,
  name: string,
  body?: object,
  annotations?: Readonly<Record<string, string>>,
];

/** What synth says of objects in a namespace that ann and bob share. */
function complaintOf(...objects: readonly Declared[]): string {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  const chart = new Chart(app, 'chart');
  new SharedNamespace(chart, NAMESPACE, {
    tenants: { ann: {}, bob: {} },
    budget: { cpu: 10, memory: '20Gi', pods: 40 },
  });
  for (const [tenant, apiVersion, kind, name, body = {}, annotations] of objects) {
    const metadata = { name, namespace: NAMESPACE, labels: { [LABEL]: tenant }, annotations };
    new ApiObject(chart, `${kind}-${name}`, { apiVersion, kind, metadata, ...body });
  }
  try {
    app.units();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const CLAIM = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const claimOf = (tenant: 'ann' | 'bob', name: string, spec: object = {}): Declared => [
  tenant,
  'v1',
  'PersistentVolumeClaim',
  name,
  { spec: { ...CLAIM, ...spec } },
];
const from = (source: object): object => ({ kind: 'PersistentVolumeClaim', name: 'data', ...source });
const SNAPSHOT = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'data' };

/** The pods of a tenant. */
const template = (tenant: 'ann' | 'bob', spec: object = {}): object => ({
  metadata: { labels: { [LABEL]: tenant } },
  spec: {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'c',
        image: 'a:1',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
    ...spec,
  },
});
const statefulSetOf = (
  tenant: 'ann' | 'bob',
  name: string,
  claim: string,
  spec: object = {},
  pods: object = {},
): Declared => [
  tenant,
  'apps/v1',
  'StatefulSet',
  name,
  {
    spec: {
      serviceName: name,
      selector: { matchLabels: { [LABEL]: tenant } },
      template: template(tenant, pods),
      volumeClaimTemplates: [{ metadata: { name: claim }, spec: { ...CLAIM, ...spec } }],
    },
  },
];
const mounting = (claimName: string): object => ({
  volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }],
});
const podOf = (tenant: 'ann' | 'bob', spec: object): Declared => [
  tenant,
  'apps/v1',
  'Deployment',
  'pods',
  { spec: { selector: { matchLabels: { [LABEL]: tenant } }, template: template(tenant, spec) } },
];
const tls = (tenant: 'ann' | 'bob'): Declared => [
  tenant,
  'v1',
  'Secret',
  'tls',
  { type: 'kubernetes.io/tls', data: { 'tls.crt': 'eA==', 'tls.key': 'eA==' } },
];
const tokenOf = (account: string): Declared => [
  'ann',
  'v1',
  'Secret',
  'token',
  { type: 'kubernetes.io/service-account-token' },
  { 'kubernetes.io/service-account.name': account },
];
const ingress: Declared = [
  'ann',
  'networking.k8s.io/v1',
  'Ingress',
  'web',
  {
    spec: {
      tls: [{ secretName: 'tls', hosts: ['a.example.com'] }],
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'w', port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  },
];
const account = (tenant: 'ann' | 'bob', name: string, body: object = {}): Declared => [
  tenant,
  'v1',
  'ServiceAccount',
  name,
  body,
];
const scaler = (apiVersion: string): Declared => [
  'ann',
  'autoscaling/v2',
  'HorizontalPodAutoscaler',
  'scaler',
  { spec: { maxReplicas: 2, scaleTargetRef: { apiVersion, kind: 'Deployment', name: 'pods' } } },
];
const snapshot = (tenant: 'ann' | 'bob'): Declared => [
  tenant,
  'snapshot.storage.k8s.io/v1',
  'VolumeSnapshot',
  'data',
  { spec: { source: { persistentVolumeClaimName: 'data' } } },
];

test.each<[string, readonly Declared[], string]>([
  [
    'a copy of its claim',
    [claimOf('bob', 'data'), claimOf('ann', 'copy', { dataSource: from({}) })],
    '[chart/PersistentVolumeClaim-copy] spec.dataSource.name is the PersistentVolumeClaim of tenant bob; given: "data"; allowed: what belongs to ann',
  ],
  [
    'a copy of its claim by a reference to any kind',
    [claimOf('bob', 'data'), claimOf('ann', 'copy', { dataSourceRef: from({ apiGroup: '' }) })],
    'spec.dataSourceRef.name is the PersistentVolumeClaim of tenant bob',
  ],
  [
    'its snapshot',
    [claimOf('bob', 'data'), snapshot('bob'), claimOf('ann', 'copy', { dataSource: SNAPSHOT })],
    'spec.dataSource.name is the VolumeSnapshot of tenant bob',
  ],
  [
    'a snapshot of its claim',
    [claimOf('bob', 'data'), snapshot('ann')],
    '[chart/VolumeSnapshot-data] spec.source.persistentVolumeClaimName is the PersistentVolumeClaim of tenant bob',
  ],
  [
    'copies of its claim, for a StatefulSet',
    [claimOf('bob', 'data'), statefulSetOf('ann', 'web', 'own', { dataSource: from({}) })],
    'spec.volumeClaimTemplates[0].spec.dataSource.name is the PersistentVolumeClaim of tenant bob',
  ],
  [
    'a copy of its claim that lives as long as a pod',
    [
      claimOf('bob', 'data'),
      podOf('ann', {
        volumes: [
          {
            name: 'v',
            ephemeral: { volumeClaimTemplate: { spec: { ...CLAIM, dataSourceRef: from({}) } } },
          },
        ],
      }),
    ],
    'spec.template.spec.volumes[0].ephemeral.volumeClaimTemplate.spec.dataSourceRef.name is the PersistentVolumeClaim of tenant bob',
  ],
  [
    'its claim, by the name that a StatefulSet gives to its own',
    [claimOf('bob', 'data-web-3'), statefulSetOf('ann', 'web', 'data')],
    '[chart/StatefulSet-web] spec.volumeClaimTemplates[0].metadata.name makes claims by names that those of tenant bob have, which its pods would take; given: "data-web-<ordinal>"',
  ],
  [
    'the claims of its StatefulSet, by a name that comes to the same',
    [statefulSetOf('bob', 'web-db', 'data'), statefulSetOf('ann', 'db', 'data-web')],
    '[chart/StatefulSet-db] spec.volumeClaimTemplates[0].metadata.name makes claims by names that those of tenant bob have',
  ],
  [
    'a claim that its StatefulSet makes',
    [statefulSetOf('bob', 'web', 'data'), podOf('ann', mounting('data-web-0'))],
    'spec.template.spec.volumes[0].persistentVolumeClaim is the PersistentVolumeClaim of tenant bob; given: "data-web-0"',
  ],
  [
    'a token of its account',
    [account('bob', 'robot'), tokenOf('robot')],
    '[chart/Secret-token] metadata.annotations["kubernetes.io/service-account.name"] is the ServiceAccount of tenant bob; given: "robot"',
  ],
  [
    'its certificate, for an Ingress',
    [tls('bob'), ingress],
    '[chart/Ingress-web] spec.tls[0].secretName is the Secret of tenant bob; given: "tls"',
  ],
  [
    'its credentials for a registry, for pods',
    [tls('bob'), podOf('ann', { imagePullSecrets: [{ name: 'tls' }] })],
    'spec.template.spec.imagePullSecrets[0].name is the Secret of tenant bob',
  ],
  [
    'its credentials for a registry, for an account',
    [tls('bob'), account('ann', 'robot', { imagePullSecrets: [{ name: 'tls' }] })],
    '[chart/ServiceAccount-robot] imagePullSecrets[0].name is the Secret of tenant bob',
  ],
  [
    'its Secret, for an account',
    [tls('bob'), account('ann', 'robot', { secrets: [{ name: 'tls' }] })],
    '[chart/ServiceAccount-robot] secrets[0].name is the Secret of tenant bob',
  ],
  [
    'its Secret, for a driver of volumes',
    [
      tls('bob'),
      podOf('ann', {
        volumes: [{ name: 'v', csi: { driver: 'a.example.com', nodePublishSecretRef: { name: 'tls' } } }],
      }),
    ],
    'spec.template.spec.volumes[0].csi.nodePublishSecretRef is the Secret of tenant bob',
  ],
  [
    'its workload, for an autoscaler',
    [podOf('bob', {}), scaler('apps/v1')],
    'spec.scaleTargetRef.name is the Deployment of tenant bob',
  ],
])('a tenant that uses of another %s stops synth', (_, objects, message) => {
  expect(complaintOf(...objects)).toContain(message);
});

test.each<[string, readonly Declared[]]>([
  ['a copy of a claim', [claimOf('ann', 'data'), claimOf('ann', 'copy', { dataSource: from({}) })]],
  [
    'a snapshot of a claim, and a claim from it',
    [claimOf('ann', 'data'), snapshot('ann'), claimOf('ann', 'copy', { dataSource: SNAPSHOT })],
  ],
  ['a token of an account', [account('ann', 'robot'), tokenOf('robot')]],
  ['a certificate', [tls('ann'), ingress]],
  [
    'claims that a StatefulSet makes',
    [
      statefulSetOf('ann', 'web', 'data', {}, mounting('data-web-0')),
      claimOf('ann', 'data-web-1'),
      claimOf('bob', 'data-web-one'),
      statefulSetOf('bob', 'db', 'data'),
    ],
  ],
])("a tenant may use %s of its own, beside another tenant's", (_, objects) => {
  expect(complaintOf(...objects)).toBe('');
});

test('what is in another namespace, and of another group, is of no tenant of this one', () => {
  const elsewhere = from({ namespace: 'golden' });
  expect(complaintOf(claimOf('bob', 'data'), claimOf('ann', 'copy', { dataSourceRef: elsewhere }))).toBe('');
  expect(complaintOf(podOf('bob', {}), scaler('apps.example.com/v1'))).toBe('');
});
