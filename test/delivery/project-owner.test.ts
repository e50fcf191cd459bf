import { ApiObject, Chart } from 'cdk8s';
import { ArgoCd, Cluster, PLATFORM_LABEL, PlatformApp, SharedNamespace, Subject, Tenant } from '../../lib';
import { REPO } from './platform';

const SERVER = 'https://kubernetes.default.svc';
const ADMINS = Subject.group('platform-admins');
const budget = { cpu: 1, memory: '1Gi', pods: 1 };

/** The least that a project of a tenant says. */
const PROJECT = {
  sourceRepos: ['https://git.example.com/alpha/shop.git'],
  namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
};
const to = (...namespaces: readonly string[]) =>
  namespaces.map((namespace) => ({ server: SERVER, namespace }));
const roleOf = (...groups: readonly string[]) => [
  { name: 'dev', groups, policies: ['p, proj:written:dev, applications, sync, written/*, allow'] },
];
const OF_PLATFORM = { [PLATFORM_LABEL]: 'true' };

/** What synth says of a project and an Application that somebody wrote by hand, beside the tenants alpha and beta. */
function complaintOf(
  project: object | undefined,
  labels?: Readonly<Record<string, string>>,
  application?: object,
): string {
  const app = new PlatformApp({
    cluster: new Cluster({ kubernetes: '1.36' }),
    delivery: new ArgoCd({ repoUrl: REPO }),
  });
  for (const name of ['alpha', 'beta'])
    new Tenant(new Chart(app, name), name, {
      budget,
      owners: [Subject.group(`${name}-admins`)],
      viewers: [Subject.group('auditors')],
    });
  const chart = new Chart(app, 'by-hand');
  const metadata = (name: string) => ({ name, namespace: 'argocd' });
  const apiVersion = 'argoproj.io/v1alpha1';
  if (project) {
    new ApiObject(chart, 'project', {
      apiVersion,
      kind: 'AppProject',
      metadata: { ...metadata('written'), labels },
      spec: project,
    });
  }
  if (application) {
    new ApiObject(chart, 'application', {
      apiVersion,
      kind: 'Application',
      metadata: metadata('written'),
      spec: application,
    });
  }
  try {
    app.units();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a project without a label', () => {
  test.each<[string, object, string]>([
    [
      'the namespaces of several tenants',
      { ...PROJECT, destinations: to('alpha', 'beta') },
      `[by-hand/project] serves several tenants (alpha, beta), each of which could deliver to all of them; fix: use TenantProject; where administrators alone write its Applications and repositories, label it ${PLATFORM_LABEL}: "true"`,
    ],
    ['every namespace', { ...PROJECT, destinations: to('*') }, 'serves several tenants (alpha, beta)'],
    [
      'namespaces by a pattern of letters',
      { ...PROJECT, destinations: to('[ab]*a') },
      'serves several tenants (alpha, beta)',
    ],
    [
      'namespaces by a pattern of words',
      { ...PROJECT, destinations: to('{alpha,beta}') },
      'serves several tenants (alpha, beta)',
    ],
    [
      'the namespace of a tenant, and another',
      { ...PROJECT, destinations: to('alpha', 'monitoring') },
      'spec.destinations leads out of tenant alpha, whose project it is; given: "monitoring"; allowed: alpha; fix: use TenantProject',
    ],
    [
      'the namespace of a tenant with kinds of the cluster',
      {
        ...PROJECT,
        destinations: to('alpha'),
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      },
      'spec.clusterResourceWhitelist permits tenant alpha cluster-scoped kinds',
    ],
  ])('that leads to %s is taken for that of its tenants', (_, spec, message) => {
    expect(complaintOf(spec)).toContain(message);
  });

  test('may lead where no tenant is, and to a tenant within its bounds', () => {
    for (const destinations of [to('monitoring', 'alpha-?', 'alph'), to('alpha')])
      expect(complaintOf({ ...PROJECT, destinations })).toBe('');
  });

  test("may lead anywhere where it says that it is the platform's", () => {
    const spec = { sourceRepos: ['*'], destinations: to('*'), clusterResourceWhitelist: [{ kind: '*' }] };
    expect(complaintOf(spec)).toContain('serves several tenants');
    expect(complaintOf(spec, OF_PLATFORM)).toBe('');
  });
});

describe('a project with roles', () => {
  test.each<[string, object, string]>([
    [
      'members of a tenant, and leads to another',
      { ...PROJECT, destinations: to('alpha', 'beta'), roles: roleOf('alpha-admins') },
      '[by-hand/project] spec.destinations leads out of tenant alpha, whose project it is; given: "beta"; allowed: alpha',
    ],
    [
      'members of a tenant, and leads to no tenant',
      { ...PROJECT, destinations: to('monitoring'), roles: roleOf('alpha-admins') },
      'spec.destinations leads out of tenant alpha',
    ],
    [
      'members of two tenants',
      { ...PROJECT, destinations: to('alpha', 'beta'), roles: roleOf('alpha-admins', 'beta-admins') },
      'serves several tenants (alpha, beta), each of which could deliver to all of them; fix: give each tenant a project of its own',
    ],
    [
      'who is in both tenants, and members of one, and leads to the other',
      { ...PROJECT, destinations: to('beta'), roles: roleOf('auditors', 'alpha-admins') },
      'spec.destinations leads out of tenant alpha',
    ],
    [
      'who is in both tenants, and leads beyond',
      { ...PROJECT, destinations: to('alpha', 'monitoring'), roles: roleOf('auditors') },
      'spec.destinations leads out of tenant alpha, beta, whose project it is; given: "monitoring"; allowed: alpha, beta',
    ],
  ])("for %s is judged as theirs, the platform's label or not", (_, spec, message) => {
    expect(complaintOf(spec)).toContain(message);
    expect(complaintOf(spec, OF_PLATFORM)).toContain(message);
  });

  test.each<[string, object]>([
    ['administrators', { destinations: to('monitoring'), roles: roleOf('platform-admins') }],
    ['members of the tenant that it leads to', { destinations: to('alpha'), roles: roleOf('alpha-admins') }],
    ['who is in both tenants', { destinations: to('alpha', 'beta'), roles: roleOf('auditors') }],
    [
      'who is in both tenants and in one',
      { destinations: to('alpha'), roles: roleOf('auditors', 'alpha-admins') },
    ],
  ])('for %s is accepted', (_, spec) => {
    expect(complaintOf({ ...PROJECT, ...spec })).toBe('');
  });
});

describe('an Application to the namespace of a tenant', () => {
  const application = (project: string | undefined, namespace = 'alpha') => ({
    project,
    source: { repoURL: REPO, path: '.', targetRevision: 'main' },
    destination: { server: SERVER, namespace },
  });
  const REFUSED =
    '[by-hand/application] spec.project is neither of tenant alpha nor of the platform, and delivers to namespace alpha of that tenant; given: ';

  test('is refused in the project that permits everything, named or not', () => {
    for (const project of ['default', '', undefined])
      expect(complaintOf(undefined, undefined, application(project))).toContain(`${REFUSED}"default"`);
  });

  test('is refused in the project of another tenant, and in one that leads nowhere near', () => {
    for (const [namespace, labels] of [
      ['beta', { 'cdk8s-platform/tenant': 'beta' }],
      ['monitoring', undefined],
    ] as const) {
      expect(
        complaintOf({ ...PROJECT, destinations: to(namespace) }, labels, application('written')),
      ).toContain(`${REFUSED}"written"; allowed: a project with the label of the tenant`);
    }
  });

  test('is accepted in a project of the tenant, of the platform, and in one that is not in the app', () => {
    expect(complaintOf({ ...PROJECT, destinations: to('alpha') }, undefined, application('written'))).toBe(
      '',
    );
    expect(complaintOf({ ...PROJECT, destinations: to('*') }, OF_PLATFORM, application('written'))).toBe('');
    expect(complaintOf(undefined, undefined, application('elsewhere'))).toBe('');
  });

  test('and none to namespaces of nobody are judged', () => {
    expect(complaintOf(undefined, undefined, application('default', 'monitoring'))).toBe('');
  });
});

test('what members of a guarded namespace that tenants share may write, its project may permit', () => {
  const complaint = (guardRails?: 'installed'): string => {
    const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
    const chart = new Chart(app, 'chart');
    new SharedNamespace(chart, 'room', { tenants: { ann: { owners: [ADMINS] } }, budget, guardRails });
    new ApiObject(chart, 'project', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'room', namespace: 'argocd', labels: { 'cdk8s-platform/tenant': 'room' } },
      spec: {
        ...PROJECT,
        destinations: to('room'),
        namespaceResourceWhitelist: [{ group: 'networking.k8s.io', kind: 'NetworkPolicy' }],
      },
    });
    try {
      app.units();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(complaint('installed')).toBe('');
  expect(complaint()).toContain('permits kinds that members of tenant room may not write');
});
