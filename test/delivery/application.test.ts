import { App, Chart, Testing } from 'cdk8s';
import { Application, type ApplicationProps, AppProject } from '../../lib/delivery';

const REPO = 'https://git.example.com/acme/platform.git';

const VALID: ApplicationProps = {
  project: 'platform',
  repoUrl: REPO,
  path: 'dist/shop',
  destination: { namespace: 'shop' },
};

function create(props: Partial<ApplicationProps> = {}, id = 'shop'): Application {
  return new Application(new Chart(new App(), 'argocd'), id, { ...VALID, ...props });
}

function spec(props: Partial<ApplicationProps> = {}): Record<string, unknown> {
  return create(props).object.toJson().spec as Record<string, unknown>;
}

test('renders what Argo CD stores, without a finalizer', () => {
  const chart = new Chart(new App(), 'argocd');
  new Application(chart, 'shop', {
    ...VALID,
    include: 'shop.k8s.yaml',
    wave: -10,
    manifestGeneratePaths: ['.', '../base'],
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'shop',
        namespace: 'argocd',
        labels: { 'app.kubernetes.io/managed-by': 'cdk8s-platform' },
        annotations: {
          'argocd.argoproj.io/manifest-generate-paths': '.;../base',
          'argocd.argoproj.io/sync-wave': '-10',
        },
      },
      spec: {
        project: 'platform',
        source: {
          repoURL: REPO,
          targetRevision: 'HEAD',
          path: 'dist/shop',
          directory: { include: 'shop.k8s.yaml' },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          retry: { limit: 10, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
          syncOptions: ['ApplyOutOfSyncOnly=true', 'FailOnSharedResource=true', 'PruneLast=true'],
        },
      },
    },
  ]);
});

test('leaves out a `directory` that says nothing, which Argo CD would drop', () => {
  expect(spec().source).toEqual({ repoURL: REPO, targetRevision: 'HEAD', path: 'dist/shop' });
});

test.each<[string, Partial<ApplicationProps>, object | undefined]>([
  ['nothing', {}, { prune: true, selfHeal: true }],
  ['pruning', { prune: false }, { selfHeal: true }],
  ['self-healing', { selfHeal: false }, { prune: true }],
  ['both', { prune: false, selfHeal: false }, {}],
  ['automation', { automated: false }, undefined],
])('switches off %s', (_, props, automated) => {
  expect((spec(props).syncPolicy as { automated?: object }).automated).toEqual(automated);
});

test('lets objects be taken over from another Application on request', () => {
  const { syncOptions } = spec({ failOnSharedResource: false }).syncPolicy as { syncOptions: string[] };
  expect(syncOptions).toEqual(['ApplyOutOfSyncOnly=true', 'PruneLast=true']);
});

test.each([
  ['dist/shop', 'dist/shop'],
  ['./dist//shop/', 'dist/shop'],
  ['.', '.'],
  ['./', '.'],
  ['..dist/shop..', '..dist/shop..'],
])('writes the path %s as %s', (path, normal) => {
  expect(spec({ path }).source).toMatchObject({ path: normal });
});

test.each([
  'https://git.example.com/acme/platform.git',
  'https://acme@dev.azure.com/acme/My%20Project/_git/platform',
  'http://gitea.gitea.svc:3000/acme/platform',
  'ssh://git@git.example.com:2222/acme/platform.git',
  'git@git.example.com:acme/platform.git',
  'oci://registry.example.com/acme/platform',
])('takes the repository %s', (repoUrl) => {
  expect(spec({ repoUrl }).source).toMatchObject({ repoURL: repoUrl });
});

test.each<[string, Partial<ApplicationProps>, string]>([
  [
    'an empty repository',
    { repoUrl: '' },
    '[argocd/shop] repoUrl is empty; given: ""; allowed: the URL of one',
  ],
  ['any repository', { repoUrl: '*' }, 'repoUrl is a pattern; given: "*"'],
  ['no URL', { repoUrl: 'acme/platform' }, 'repoUrl is not the URL of a repository; given: "acme/platform"'],
  ['a URL with white space', { repoUrl: `${REPO} ` }, 'repoUrl is not the URL of a repository'],
  [
    'a path that leads out',
    { path: 'dist/../../etc' },
    '[argocd/shop] path contains ".."; given: "dist/../../etc"',
  ],
  [
    'an absolute path',
    { path: '/dist' },
    'path starts with "/"; given: "/dist"; allowed: a path from the root',
  ],
  ['a Windows path', { path: 'dist\\shop' }, 'path has a "\\"'],
  ['an empty path', { path: '' }, 'path is empty'],
  ['an empty revision', { targetRevision: '' }, 'targetRevision is not a revision; given: ""'],
  [
    'a namespace by pattern',
    { destination: { namespace: '*' } },
    'destination is not a valid name; given: "*"',
  ],
  ['an invalid project', { project: 'Platform' }, 'project is not a valid name; given: "Platform"'],
  [
    'endless retries',
    { retryLimit: -1 },
    'retryLimit is not a number of retries; given: -1; allowed: a whole',
  ],
  ['an invalid wave', { wave: Number.NaN }, 'wave is not a wave'],
  ['a long name', { name: 'a'.repeat(64) }, 'name has 64 characters, more than the label'],
  ['a bad name', { name: 'a_b' }, 'name is not a valid name; given: "a_b"'],
])('refuses %s', (_, props, message) => {
  expect(() => create(props)).toThrow(message);
});

test('refuses a password, and does not repeat it', () => {
  const refused = () => create({ repoUrl: 'https://bot:s3cret@git.example.com/acme.git' });
  expect(refused).toThrow('repoUrl holds a password, which would be committed with the manifests');
  expect(refused).not.toThrow('s3cret');
});

describe('with a project given as a construct', () => {
  const project = () =>
    new AppProject(new Chart(new App(), 'projects'), 'shops', {
      sourceRepos: [REPO],
      destinations: [{ namespace: 'shop' }],
      namespaceResourceWhitelist: [],
    });

  test('takes its name', () => {
    expect(spec({ project: project() }).project).toBe('shops');
  });

  test.each<[string, Partial<ApplicationProps>, string]>([
    [
      'another repository',
      { repoUrl: 'https://evil.example.com/a.git' },
      'repoUrl is not permitted by the project',
    ],
    [
      'another namespace',
      { destination: { namespace: 'kube-system' } },
      'destination is not permitted by the project',
    ],
    [
      'another Argo CD',
      { namespace: 'argocd-2' },
      'namespace is not permitted by the project "shops"; given: "argocd-2"',
    ],
  ])('refuses %s', (_, props, message) => {
    expect(() => create({ ...props, project: project() })).toThrow(message);
  });
});
