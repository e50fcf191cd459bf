import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cluster, type Manifest, PlatformApp, SharedNamespace, Subject, WebService } from '../../lib';
import { CLUSTER, only, rendered } from '../support/world';

const BUDGET = { cpu: 10, memory: '20Gi', pods: 40 };
const LABEL = 'cdk8s-platform/tenant';

const MEMBERS = {
  alpha: { owners: [Subject.user('ann')], editors: [Subject.user('ed')], viewers: [Subject.user('vera')] },
  beta: {},
};

const shared = (chart: Construct, tenants = MEMBERS): SharedNamespace =>
  new SharedNamespace(chart, 'playground', { tenants, budget: BUDGET });

const app = (declare: (namespace: SharedNamespace) => void): PlatformApp => {
  const platform = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  declare(shared(new Chart(platform, 'chart')));
  return platform;
};

const complaint = (declare: (namespace: SharedNamespace) => void): string => {
  try {
    app(declare).units();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

const shop = (namespace: SharedNamespace, tenant: string): WebService =>
  new WebService(namespace.tenant(tenant), `shop-${tenant}`, { image: 'a/b:1', port: 80 });

/** An object of another library, of a tenant unless it says otherwise. */
const foreign = (
  scope: Construct,
  apiVersion: string,
  kind: string,
  body: object,
  labels: Record<string, string> = { [LABEL]: 'alpha' },
): ApiObject =>
  new ApiObject(scope, `foreign-${kind}`, {
    apiVersion,
    kind,
    metadata: { name: 'foreign', namespace: 'playground', labels },
    ...body,
  });

const policiesOf = (manifests: readonly Manifest[]) =>
  manifests.filter(({ kind }) => kind === 'NetworkPolicy');

test('golden namespace of two tenants, one with a member', () => {
  expect(
    rendered(
      (chart) => void shared(chart, { ...MEMBERS, alpha: { ...MEMBERS.alpha, owners: [], editors: [] } }),
    ).filter(({ kind }) => kind !== 'LimitRange' && kind !== 'ResourceQuota'),
  ).toMatchSnapshot();
});

test('what a tenant has carries its label: objects, pods, and what selects them', () => {
  const manifests = rendered((chart) => void shop(shared(chart), 'alpha'));
  const own = manifests.filter(({ metadata }) => metadata.name === 'shop-alpha');
  expect(own.map(({ kind }) => kind).sort()).toEqual(
    ['Deployment', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'ServiceAccount'].sort(),
  );
  for (const { metadata } of own) expect(metadata.labels).toMatchObject({ [LABEL]: 'alpha' });
  const { spec } = only<Record<string, never>>(own, 'Deployment');
  expect(spec).toMatchObject({
    selector: { matchLabels: { [LABEL]: 'alpha' } },
    template: { metadata: { labels: { [LABEL]: 'alpha' } } },
  });
  expect(only(own, 'Service').spec).toMatchObject({ selector: { [LABEL]: 'alpha' } });
  expect(only(own, 'NetworkPolicy').spec).toMatchObject({
    podSelector: { matchLabels: { [LABEL]: 'alpha' } },
  });
});

test('pods connect to those of their own tenant alone', () => {
  const policies = policiesOf(rendered((chart) => void shared(chart)));
  const peer = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'playground' } },
    podSelector: { matchLabels: { [LABEL]: 'alpha' } },
  };
  expect(only(policies, 'NetworkPolicy', 'allow-tenant-alpha').spec).toEqual({
    podSelector: { matchLabels: { [LABEL]: 'alpha' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [peer] }],
    egress: [{ to: [peer] }],
  });
  expect(only(policies, 'NetworkPolicy', 'default-deny').spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
  });
});

const POD = {
  containers: [
    {
      name: 'c',
      image: 'a:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
};

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

const rulesOf = (role: string, declare: (namespace: SharedNamespace) => void): readonly Rule[] =>
  (
    only(
      rendered((chart) => declare(shared(chart))),
      'Role',
      role,
    ) as unknown as { rules: readonly Rule[] }
  ).rules;

test('members are given the objects of their tenant by name, and nothing to create', () => {
  for (const membership of ['viewer', 'editor', 'owner']) {
    const rules = rulesOf(`tenant-alpha-${membership}`, (namespace) => {
      shop(namespace, 'alpha');
      shop(namespace, 'beta');
      foreign(namespace.tenant('alpha'), 'v1', 'Secret', {});
    });
    for (const { resources, resourceNames, verbs } of rules) {
      if (resources[0] !== 'namespaces') expect(resourceNames?.length).toBeGreaterThan(0);
      expect(resourceNames ?? []).not.toContain('shop-beta');
      expect(resources).not.toContain('secrets');
      expect(verbs).not.toContain('*');
      if (!resources[0]?.startsWith('pods/')) expect(verbs).not.toContain('create');
    }
    const scale = rules.filter(({ resources }) => resources.includes('deployments/scale'));
    expect(scale.flatMap(({ resourceNames = [] }) => resourceNames)).toEqual(
      membership === 'viewer' ? [] : ['shop-alpha'],
    );
  }
});

test('pods have names that a role can know where a StatefulSet makes them', () => {
  const declare = (namespace: SharedNamespace) => {
    const labels = { [LABEL]: 'alpha' };
    foreign(namespace.tenant('alpha'), 'apps/v1', 'StatefulSet', {
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: POD },
      },
    });
  };
  const granted = (membership: string, resource: string) =>
    rulesOf(`tenant-alpha-${membership}`, declare).filter(({ resources }) => resources.includes(resource));
  const pods = ['foreign-0', 'foreign-1'];
  expect(granted('viewer', 'pods')).toMatchObject([{ resourceNames: pods, verbs: ['get', 'list', 'watch'] }]);
  expect(granted('editor', 'pods')).toMatchObject([
    { resourceNames: pods, verbs: ['delete', 'get', 'list', 'watch'] },
  ]);
  expect(granted('editor', 'pods/exec')).toEqual([]);
  expect(granted('owner', 'pods/exec')).toMatchObject([{ resourceNames: pods, verbs: ['create', 'get'] }]);
});

test('synth warns of what labels cannot keep apart, unless there is one tenant', () => {
  const platform = app((namespace) => void shop(namespace, 'alpha'));
  platform.units();
  expect(platform.warnings).toEqual([
    expect.stringMatching(
      /^\[chart\/playground\] tenants share a namespace, .*one quota is for all.*Secrets/,
    ),
  ]);
  const single = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  shared(new Chart(single, 'chart'), { alpha: MEMBERS.alpha } as never);
  single.units();
  expect(single.warnings).toEqual([]);
});

const SPEC = (labels: object, spec: object = POD) => ({
  spec: { selector: { matchLabels: { [LABEL]: 'alpha' } }, template: { metadata: { labels }, spec } },
});
const ALPHA = { [LABEL]: 'alpha' };

test('what is whole is no problem', () => {
  expect(
    complaint((namespace) => {
      shop(namespace, 'alpha');
      shop(namespace, 'beta');
      foreign(namespace, 'apps/v1', 'Deployment', SPEC(ALPHA));
    }),
  ).toBe('');
});

test.each<[string, (namespace: SharedNamespace) => void, string]>([
  [
    'an object of nobody',
    (namespace) => void foreign(namespace, 'v1', 'ConfigMap', {}, {}),
    'does not say which of the tenants it belongs to',
  ],
  [
    'an object of a tenant that is none',
    (namespace) => void foreign(namespace, 'v1', 'ConfigMap', {}, { [LABEL]: 'gamma' }),
    'given: "gamma"; allowed: alpha, beta',
  ],
  [
    'pods without a label',
    (namespace) => void foreign(namespace, 'apps/v1', 'Deployment', SPEC({})),
    'spec.template.metadata.labels["cdk8s-platform/tenant"] is not that of its tenant; given: nothing',
  ],
  [
    'pods with the label of another tenant',
    (namespace) => void foreign(namespace, 'apps/v1', 'Deployment', SPEC({ [LABEL]: 'beta' })),
    'is not that of its tenant; given: "beta"; allowed: alpha',
  ],
  [
    'a Service that selects pods of all',
    (namespace) => void foreign(namespace, 'v1', 'Service', { spec: { selector: { app: 'shop' } } }),
    'spec.selector selects pods of other tenants',
  ],
  [
    'a budget for pods of all',
    (namespace) => void foreign(namespace, 'policy/v1', 'PodDisruptionBudget', { spec: { selector: {} } }),
    'spec.selector.matchLabels selects pods of other tenants',
  ],
  [
    'a policy for pods of all',
    (namespace) =>
      void foreign(namespace, 'networking.k8s.io/v1', 'NetworkPolicy', {
        spec: { podSelector: {}, policyTypes: [] },
      }),
    'spec.podSelector.matchLabels selects pods of other tenants',
  ],
  [
    'a policy that lets everybody in',
    (namespace) => void policy(namespace, { ingress: [{}] }),
    'spec.ingress[0] is for everybody',
  ],
  [
    'a policy that lets in the other tenant',
    (namespace) =>
      void policy(namespace, {
        ingress: [{ from: [{ podSelector: { matchLabels: { [LABEL]: 'beta' } } }] }],
      }),
    'spec.ingress[0].from[0] may be pods of another tenant',
  ],
  [
    'a policy that leads to the other tenant through its namespace',
    (namespace) => void policy(namespace, { egress: [{ to: [{ namespaceSelector: {} }] }] }),
    'spec.egress[0].to[0] may be pods of another tenant',
  ],
  [
    'a binding of a tenant',
    (namespace) =>
      void foreign(namespace, 'rbac.authorization.k8s.io/v1', 'RoleBinding', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      }),
    'binds a role in a namespace that tenants share',
  ],
  [
    'pods that run as the account of another tenant',
    (namespace) => {
      shop(namespace, 'beta');
      foreign(namespace, 'apps/v1', 'Deployment', SPEC(ALPHA, { ...POD, serviceAccountName: 'shop-beta' }));
    },
    'spec.template.spec.serviceAccountName is the ServiceAccount of tenant beta; given: "shop-beta"',
  ],
  [
    'pods that read the config of another tenant',
    (namespace) => {
      foreign(namespace.tenant('beta'), 'v1', 'ConfigMap', {}, { [LABEL]: 'beta' });
      const spec = {
        containers: [{ name: 'c', image: 'a:1', envFrom: [{ configMapRef: { name: 'foreign' } }] }],
      };
      foreign(namespace, 'apps/v1', 'Deployment', SPEC(ALPHA, spec));
    },
    'spec.template.spec.containers[0].envFrom[0] is the ConfigMap of tenant beta',
  ],
  [
    'pods that mount the Secret of another tenant',
    (namespace) => {
      foreign(namespace.tenant('beta'), 'v1', 'Secret', {}, { [LABEL]: 'beta' });
      const volumes = [{ name: 'v', projected: { sources: [{ secret: { name: 'foreign' } }] } }];
      foreign(namespace, 'apps/v1', 'Deployment', SPEC(ALPHA, { ...POD, volumes }));
    },
    'spec.template.spec.volumes[0].secret is the Secret of tenant beta',
  ],
  [
    'an autoscaler of the workload of another tenant',
    (namespace) => {
      shop(namespace, 'beta');
      const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-beta' };
      foreign(namespace, 'autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { scaleTargetRef, maxReplicas: 2 },
      });
    },
    'spec.scaleTargetRef.name is the Deployment of tenant beta',
  ],
  [
    'an Ingress to the Service of another tenant',
    (namespace) => {
      shop(namespace, 'beta');
      const backend = { service: { name: 'shop-beta', port: { number: 80 } } };
      foreign(namespace, 'networking.k8s.io/v1', 'Ingress', { spec: { defaultBackend: backend } });
    },
    'spec.defaultBackend.service.name is the Service of tenant beta',
  ],
])('%s stops synth', (_, declare, message) => {
  expect(complaint(declare)).toContain(message);
});

function policy(namespace: SharedNamespace, rules: object): ApiObject {
  const spec = { podSelector: { matchLabels: ALPHA }, policyTypes: ['Ingress', 'Egress'], ...rules };
  return foreign(namespace, 'networking.k8s.io/v1', 'NetworkPolicy', { spec });
}

test('a policy of a tenant may name peers in other namespaces, and addresses', () => {
  const elsewhere = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } },
  };
  const among = (values: readonly string[]) => ({
    namespaceSelector: {
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }],
    },
  });
  const rules = (peer: object) => ({ ingress: [{ from: [peer] }] });
  for (const peer of [elsewhere, among(['a', 'b'])])
    expect(complaint((namespace) => void policy(namespace, rules(peer)))).toBe('');
  const address = { egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }] };
  expect(complaint((namespace) => void policy(namespace, address))).toBe('');
  expect(complaint((namespace) => void policy(namespace, rules(among(['a', 'playground']))))).toContain(
    'may be pods of another tenant',
  );
});
