import { ApiObject, Chart } from 'cdk8s';
import { Tenant } from '../../lib';
import { Cluster, PlatformApp } from '../../lib/core';

const VALID = {
  sourceRepos: ['https://git.example.com/alpha/shop.git'],
  destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'acme' }],
  sourceNamespaces: ['acme'],
  namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
};

/** What synth says of a project that somebody wrote by hand, beside the tenants acme and acme-corp. */
function complaintOf(spec: object, labels?: Record<string, string>): string {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  for (const name of ['acme', 'acme-corp'])
    new Tenant(new Chart(app, name), name, { budget: { cpu: 1, memory: '1Gi', pods: 1 } });
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

test('a project of the platform, in which no tenant has Applications, may lead anywhere', () => {
  expect(complaintOf({ sourceRepos: ['*'], destinations: [{ namespace: '*', server: '*' }] })).toBe('');
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
    'spec.namespaceResourceWhitelist permits what bounds tenant acme; given: ["ResourceQuota","LimitRange"]',
  ],
  [
    'kinds by pattern',
    { ...VALID, namespaceResourceWhitelist: [{ group: '', kind: 'Limit*' }] },
    'permits what bounds tenant acme',
  ],
  [
    'cluster-scoped kinds',
    { ...VALID, clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }] },
    'spec.clusterResourceWhitelist permits tenant acme cluster-scoped kinds; given: [{"group":"","kind":"Namespace"}]',
  ],
])('a project that permits %s is refused', (_, spec, message) => {
  expect(complaintOf(spec)).toContain(message);
});

test('what bounds a tenant may be denied as well as not permitted', () => {
  const deny = ['ResourceQuota', 'LimitRange'].map((kind) => ({ group: '', kind }));
  expect(
    complaintOf({ ...VALID, namespaceResourceWhitelist: undefined, namespaceResourceBlacklist: deny }),
  ).toBe('');
});

test('a label that names no tenant is refused', () => {
  expect(complaintOf(VALID, { 'cdk8s-platform/tenant': 'acme' })).toBe('');
  expect(complaintOf({ ...VALID, sourceNamespaces: [] }, { 'cdk8s-platform/tenant': 'acm' })).toContain(
    'names no tenant of the app; given: "acm"; allowed: acme, acme-corp',
  );
});
