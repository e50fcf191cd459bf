import type { ApiObjectProps } from 'cdk8s';

/** What a tenant's namespace has before any workload: 10 objects, keyed by construct id. */
export function guardrails(tenant: string, index: number): Readonly<Record<string, ApiObjectProps>> {
  const labels = { 'app.kubernetes.io/managed-by': 'bench', 'app.kubernetes.io/part-of': tenant };
  const metadata = (name: string) => ({ name, namespace: tenant, labels });
  return {
    namespace: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: tenant,
        labels: {
          ...labels,
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'latest',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
        annotations: {
          'example.com/owner': `team-${index % 40}@example.com`,
          'example.com/cost-center': `${4000 + index}`,
        },
      },
    },
    quota: {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: metadata('tenant'),
      spec: {
        hard: {
          'requests.cpu': `${4 + (index % 8)}`,
          'requests.memory': `${8 + (index % 16)}Gi`,
          'limits.memory': `${16 + (index % 16)}Gi`,
          'requests.storage': '100Gi',
          persistentvolumeclaims: '10',
          pods: '50',
          services: '20',
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    },
    limits: {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: metadata('tenant'),
      spec: {
        limits: [
          {
            type: 'Container',
            default: { memory: '256Mi' },
            defaultRequest: { cpu: '50m', memory: '128Mi' },
            max: { cpu: '4', memory: '8Gi' },
          },
          { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '50Gi' } },
        ],
      },
    },
    account: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata('web'),
      automountServiceAccountToken: false,
    },
    role: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: metadata('developer'),
      rules: [
        {
          apiGroups: [''],
          resources: ['pods', 'pods/log', 'services', 'events'],
          verbs: ['get', 'list', 'watch'],
        },
        { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] },
        {
          apiGroups: ['apps'],
          resources: ['deployments', 'replicasets'],
          verbs: ['get', 'list', 'watch', 'patch'],
        },
      ],
    },
    binding: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: metadata('developer'),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'developer' },
      subjects: [
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: `${tenant}-developers` },
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'on-call' },
      ],
    },
    ...networkPolicies(metadata, index),
  };
}

type Metadata = (name: string) => ApiObjectProps['metadata'];

function networkPolicies(metadata: Metadata, index: number): Readonly<Record<string, ApiObjectProps>> {
  const policy = (name: string, spec: object): ApiObjectProps => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(name),
    spec,
  });
  const namespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
  const web = { matchLabels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' } };
  return {
    'deny-all': policy('deny-all', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    'allow-dns': policy('allow-dns', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: namespace('kube-system'),
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    }),
    'allow-ingress': policy('web-ingress', {
      podSelector: web,
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ namespaceSelector: namespace('ingress') }], ports: [{ protocol: 'TCP', port: 8080 }] },
        { from: [{ namespaceSelector: namespace('monitoring') }], ports: [{ protocol: 'TCP', port: 9090 }] },
      ],
    }),
    'allow-egress': policy('web-egress', {
      podSelector: web,
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ ipBlock: { cidr: `10.${index % 256}.0.0/16`, except: [`10.${index % 256}.255.0/24`] } }],
          ports: [{ protocol: 'TCP', port: 5432 }],
        },
        { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ protocol: 'TCP', port: 443 }] },
      ],
    }),
  };
}
