import { ApiObject, Chart } from 'cdk8s';
import { Tenant, type TenantProps } from '../../lib';
import { Cluster, PlatformApp } from '../../lib/core';

const VALID = {
  sourceRepos: ['https://git.example.com/alpha/shop.git'],
  destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'acme' }],
  sourceNamespaces: ['acme'],
  namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
};

/** A project that names an account to sync as. */
function account(props: object): object {
  const own = {
    server: 'https://kubernetes.default.svc',
    namespace: 'acme',
    defaultServiceAccount: 'deployer',
  };
  return { ...VALID, destinationServiceAccounts: [{ ...own, ...props }] };
}

/** What synth says of a project that somebody wrote by hand, beside the tenants acme and acme-corp. */
function complaintOf(
  spec: object,
  labels?: Record<string, string>,
  props: Partial<TenantProps> = {},
): string {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  for (const name of ['acme', 'acme-corp'])
    new Tenant(new Chart(app, name), name, { budget: { cpu: 1, memory: '1Gi', pods: 1 }, ...props });
  new ApiObject(new Chart(app, 'projects'), 'project', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'acme', namespace: 'argocd', labels },
    spec,
  });
  try {
    app.units();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('a project that stays within its tenant is accepted', () => {
  expect(complaintOf(VALID)).toBe('');
  expect(complaintOf({ ...VALID, sourceNamespaces: [] }, { 'cdk8s-platform/tenant': 'acme' })).toBe('');
});

test.each<[string, object, string]>([
  [
    'a pattern that another tenant matches',
    { ...VALID, sourceNamespaces: ['acme*'] },
    '[projects/project] spec.sourceNamespaces is a pattern, which other tenants may match: `acme*` is `acme-corp` as well; given: "acme*"; allowed: namespaces by name',
  ],
  ['a pattern in regular expressions', { ...VALID, sourceNamespaces: ['/acme.+/'] }, 'is a pattern'],
  [
    'Applications of two tenants',
    { ...VALID, sourceNamespaces: ['acme', 'acme-corp'] },
    'serves several tenants (acme, acme-corp), each of which could deliver to all of them; fix:',
  ],
  [
    'the namespace of another tenant',
    { ...VALID, destinations: [{ namespace: 'acme' }, { namespace: 'acme-corp' }] },
    'spec.destinations leads out of tenant acme, whose project it is; given: "acme-corp"; allowed: acme',
  ],
  [
    'namespaces by pattern',
    { ...VALID, destinations: [{ namespace: 'acme*' }] },
    'spec.destinations leads out of tenant acme, whose project it is; given: "acme*"',
  ],
  [
    'a destination without a namespace',
    { ...VALID, destinations: [{ server: '*' }] },
    'spec.destinations leads out of tenant acme',
  ],
  [
    "a namespace that is no tenant's",
    { ...VALID, destinations: [{ namespace: 'kube-system' }] },
    'leads out of tenant acme, whose project it is; given: "kube-system"',
  ],
  [
    "Applications in Argo CD's own namespace",
    { ...VALID, sourceNamespaces: ['acme', 'argocd'] },
    'spec.sourceNamespaces leads out of tenant acme, whose project it is; given: "argocd"',
  ],
  [
    'every kind',
    { ...VALID, namespaceResourceWhitelist: undefined },
    'spec.namespaceResourceWhitelist permits kinds that members of tenant acme may not write; given: ["*/*"]; fix: list the kinds',
  ],
  [
    'kinds by pattern',
    { ...VALID, namespaceResourceWhitelist: [{ group: '', kind: 'Limit*' }] },
    'permits kinds that members of tenant acme may not write; given: ["v1/Limit*"]',
  ],
  ...[
    ['', 'ResourceQuota'],
    ['', 'LimitRange'],
    ['', 'Endpoints'],
    ['apps', 'DaemonSet'],
    ['discovery.k8s.io', 'EndpointSlice'],
    ['example.com', 'Thing'],
    ['networking.k8s.io', 'NetworkPolicy'],
    ['rbac.authorization.k8s.io', 'RoleBinding'],
  ].map(([group, kind]): [string, object, string] => [
    `the kind ${kind}, which no member writes`,
    { ...VALID, namespaceResourceWhitelist: [{ group, kind }] },
    `permits kinds that members of tenant acme may not write; given: ["${group || 'v1'}/${kind}"]`,
  ]),
  [
    'every cluster',
    { ...VALID, destinations: [{ server: '*', namespace: 'acme' }] },
    'spec.destinations is a pattern in the project of tenant acme; given: "*"; allowed: clusters by URL or name',
  ],
  [
    'clusters by a pattern of names',
    { ...VALID, destinations: [{ name: 'prod-?', namespace: 'acme' }] },
    'spec.destinations is a pattern in the project of tenant acme; given: "prod-?"',
  ],
  [
    'every repository',
    { ...VALID, sourceRepos: ['!https://git.example.com/beta/x.git', '*'] },
    'spec.sourceRepos is a pattern in the project of tenant acme; given: "*"; allowed: repositories by URL',
  ],
  [
    'accounts on every cluster',
    account({ server: '*' }),
    'spec.destinationServiceAccounts is a pattern in the project of tenant acme; given: "*"',
  ],
  [
    'accounts in every namespace',
    account({ namespace: '*' }),
    'spec.destinationServiceAccounts leads out of tenant acme, whose project it is; given: "*"; allowed: acme',
  ],
  [
    'the account of another',
    account({ defaultServiceAccount: 'acme-corp:tenant-sync' }),
    'spec.destinationServiceAccounts is no account of tenant acme, whose project it is; given: "acme-corp:tenant-sync"; allowed: accounts in acme',
  ],
  [
    'cluster-scoped kinds',
    { ...VALID, clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }] },
    'spec.clusterResourceWhitelist permits tenant acme cluster-scoped kinds; given: [{"group":"","kind":"Namespace"}]',
  ],
])('a project that permits %s is refused', (_, spec, message) => {
  expect(complaintOf(spec)).toContain(message);
});

test('kinds may be denied as well as not permitted, where all are that members do not write', () => {
  const deny = (...kinds: readonly string[]) =>
    kinds.map((kind) => ({ group: kind === '*' ? '*' : '', kind }));
  const list = [...VALID.namespaceResourceWhitelist, ...deny('LimitRange')];
  expect(
    complaintOf({
      ...VALID,
      namespaceResourceWhitelist: list,
      namespaceResourceBlacklist: deny('LimitRange'),
    }),
  ).toBe('');
  expect(
    complaintOf({ ...VALID, namespaceResourceWhitelist: undefined, namespaceResourceBlacklist: deny('*') }),
  ).toBe('');
  expect(
    complaintOf({
      ...VALID,
      namespaceResourceWhitelist: undefined,
      namespaceResourceBlacklist: deny('ResourceQuota', 'LimitRange'),
    }),
  ).toContain('given: ["*/*"]');
});

test('accounts of the tenant itself may be named with their namespace or without', () => {
  expect(complaintOf(account({}))).toBe('');
  expect(complaintOf(account({ defaultServiceAccount: 'acme:deployer' }))).toBe('');
});

test('Applications may be delivered where the project takes them from the tenant', () => {
  const application = { group: 'argoproj.io', kind: 'Application' };
  const spec = { ...VALID, namespaceResourceWhitelist: [application] };
  expect(complaintOf(spec)).toBe('');
  expect(complaintOf({ ...spec, sourceNamespaces: [] }, { 'cdk8s-platform/tenant': 'acme' })).toContain(
    'permits kinds that members of tenant acme may not write; given: ["argoproj.io/Application"]',
  );
});

test('what members of a guarded tenant may write, its project may permit', () => {
  const kinds = [
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
    { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
  ];
  const spec = { ...VALID, namespaceResourceWhitelist: kinds };
  expect(complaintOf(spec, undefined, { guardRails: 'installed' })).toBe('');
});

test('a label that names no tenant is refused', () => {
  expect(complaintOf(VALID, { 'cdk8s-platform/tenant': 'acme' })).toBe('');
  expect(complaintOf({ ...VALID, sourceNamespaces: [] }, { 'cdk8s-platform/tenant': 'acm' })).toContain(
    'names no tenant of the app; given: "acm"; allowed: acme, acme-corp',
  );
});
