import { App, Chart, Testing } from 'cdk8s';
import { AppProject, type AppProjectProps } from '../../lib/delivery';

const VALID: AppProjectProps = {
  sourceRepos: ['https://git.example.com/acme/platform.git'],
  destinations: [{ namespace: 'shop' }],
  namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
};

function create(props: Partial<AppProjectProps> = {}): AppProject {
  return new AppProject(new Chart(new App(), 'argocd'), 'shop', { ...VALID, ...props });
}

function spec(props: Partial<AppProjectProps> = {}): unknown {
  return create(props).object.toJson().spec;
}

test('renders exactly what it lists, sorted and each once', () => {
  const chart = new Chart(new App(), 'argocd');
  new AppProject(chart, 'shop', {
    description: 'The shop.',
    sourceRepos: ['https://git.example.com/b.git', 'git@example.com:a.git', 'https://git.example.com/b.git'],
    destinations: [
      { namespace: 'shop' },
      { server: 'https://eu.example.com:6443', namespace: 'shop' },
      { namespace: 'cart' },
      { server: 'https://kubernetes.default.svc', namespace: 'shop' },
    ],
    clusterResourceWhitelist: [
      { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
      { group: '', kind: 'Namespace' },
    ],
    namespaceResourceWhitelist: [
      { group: 'apps', kind: 'StatefulSet' },
      { group: 'apps', kind: 'Deployment' },
      { group: 'apps', kind: 'StatefulSet' },
    ],
    warnOfOrphanedResources: true,
    wave: -31,
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: {
        name: 'shop',
        namespace: 'argocd',
        labels: { 'app.kubernetes.io/managed-by': 'cdk8s-platform' },
        annotations: {
          'argocd.argoproj.io/sync-wave': '-31',
        },
      },
      spec: {
        description: 'The shop.',
        sourceRepos: ['git@example.com:a.git', 'https://git.example.com/b.git'],
        destinations: [
          { namespace: 'shop', server: 'https://eu.example.com:6443' },
          { namespace: 'cart', server: 'https://kubernetes.default.svc' },
          { namespace: 'shop', server: 'https://kubernetes.default.svc' },
        ],
        clusterResourceWhitelist: [
          { group: '', kind: 'Namespace' },
          { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
        ],
        namespaceResourceWhitelist: [
          { group: 'apps', kind: 'Deployment' },
          { group: 'apps', kind: 'StatefulSet' },
        ],
        orphanedResources: { warn: true },
      },
    },
  ]);
});

test('leaves out what Argo CD does not store', () => {
  expect(spec()).toEqual({
    sourceRepos: ['https://git.example.com/acme/platform.git'],
    destinations: [{ namespace: 'shop', server: 'https://kubernetes.default.svc' }],
    namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
  });
});

test('permits no namespaced kind when none is listed, where Argo CD would permit all', () => {
  expect(spec({ namespaceResourceWhitelist: [] })).toEqual({
    sourceRepos: ['https://git.example.com/acme/platform.git'],
    destinations: [{ namespace: 'shop', server: 'https://kubernetes.default.svc' }],
    namespaceResourceBlacklist: [{ group: '*', kind: '*' }],
  });
});

test('knows what it permits', () => {
  const project = create({ destinations: [{ namespace: 'shop' }] });
  expect(project.permits({ namespace: 'shop' })).toBe(true);
  expect(project.permits({ namespace: 'cart' })).toBe(false);
  expect(project.permits({ server: 'https://eu.example.com', namespace: 'shop' })).toBe(false);
});

const REPO = 'https://git.example.com/acme/platform.git';

test.each<[string, Partial<AppProjectProps>, string]>([
  ['no repository', { sourceRepos: [] }, '[argocd/shop] sourceRepos is empty'],
  ['any repository', { sourceRepos: ['*'] }, '[argocd/shop] sourceRepos[0] is a pattern; given: "*"'],
  [
    'repositories by pattern',
    { sourceRepos: [REPO, 'https://git.example.com/*'] },
    'sourceRepos[1] is a pattern',
  ],
  ['all but one repository', { sourceRepos: [`!${REPO}`] }, 'sourceRepos[0] is a pattern'],
  ['an empty repository', { sourceRepos: [''] }, 'sourceRepos[0] is empty'],
  ['no destination', { destinations: [] }, '[argocd/shop] destinations is empty'],
  [
    'any namespace',
    { destinations: [{ namespace: '*' }] },
    'destinations[0] is not a valid name; given: "*"',
  ],
  [
    'namespaces by prefix',
    { destinations: [{ namespace: 'acme-*' }] },
    'destinations[0] is not a valid name',
  ],
  [
    'any cluster',
    { destinations: [{ server: '*', namespace: 'shop' }] },
    'destinations[0] is not the address of one',
  ],
  [
    'clusters by pattern',
    { destinations: [{ server: 'https://*.example.com', namespace: 'shop' }] },
    'destinations[0] is not the address of one cluster; given: "https://*.example.com"',
  ],
  [
    'any cluster-scoped kind',
    { clusterResourceWhitelist: [{ group: '*', kind: '*' }] },
    'clusterResourceWhitelist[0] is not a valid name; given: "*"',
  ],
  [
    'any kind of a group',
    { namespaceResourceWhitelist: [{ group: 'apps', kind: '*' }] },
    'namespaceResourceWhitelist[0] is not the name of one kind; given: "*"',
  ],
  [
    'a long description',
    { description: 'x'.repeat(256) },
    'description has 256 characters; allowed: at most 255',
  ],
  ['half a wave', { wave: 0.5 }, 'wave is not a wave; given: 0.5'],
  ['a bad name', { name: 'Shop' }, 'name of AppProject is not a valid name; given: "Shop"'],
])('refuses %s', (_, props, message) => {
  expect(() => create(props)).toThrow(message);
});
