import { ApiObject, Chart } from 'cdk8s';
import { FLUX, type Manifest, POSTGRES_KINDS, Subject, Tenant, type TenantProps } from '../../lib';
import { Cluster, PlatformApp } from '../../lib/core';
import { ArgoCd, TenantProject, type TenantProjectProps } from '../../lib/delivery';
import { schemaErrors } from '../support/schema-errors';
import { only } from '../support/world';

const REPO = 'https://git.example.com/alpha/shop.git';
const BUDGET = { cpu: 4, memory: '8Gi', pods: 20 };

function platform(declare: (app: PlatformApp) => void): PlatformApp {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36', installed: [FLUX] }) });
  declare(app);
  return app;
}

function tenant(app: PlatformApp, name: string, props: Partial<TenantProps> = {}): Tenant {
  return new Tenant(new Chart(app, `tenant-${name}`), name, { budget: BUDGET, ...props });
}

function manifestsOf(app: PlatformApp): readonly Manifest[] {
  return app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
}

/** What synth writes for a tenant of two namespaces with a project of its own. */
function delivered(props: Partial<TenantProjectProps> = {}, of: Partial<TenantProps> = {}): PlatformApp {
  return platform((app) => {
    const alpha = tenant(app, 'alpha', {
      namespaces: ['alpha', 'alpha-staging'],
      owners: [Subject.group('alpha-admins'), Subject.user('ann@example.com')],
      viewers: [Subject.group('support')],
      ...of,
    });
    new TenantProject(new Chart(app, 'projects'), 'alpha', { tenant: alpha, sourceRepos: [REPO], ...props });
  });
}

function specOf(props: Partial<TenantProjectProps> = {}, of: Partial<TenantProps> = {}) {
  return only<{
    readonly roles?: readonly { readonly name: string; readonly policies: readonly string[] }[];
    readonly namespaceResourceWhitelist: readonly { readonly kind: string }[];
    readonly sourceNamespaces?: readonly string[];
    readonly destinationServiceAccounts?: unknown;
  }>(manifestsOf(delivered(props, of)), 'AppProject').spec;
}

test('golden project of a tenant', () => {
  const objects = manifestsOf(delivered());
  expect(only(objects, 'AppProject')).toMatchSnapshot();
  expect(schemaErrors('1.36', objects)).toEqual([]);
});

test('golden account that a tenant is synced as, which has the rules of an editor', () => {
  const objects = manifestsOf(delivered({}, { editors: [Subject.group('devs')] }));
  const inStaging = objects.filter(({ metadata }) => metadata.namespace === 'alpha-staging');
  const own = inStaging.filter(({ metadata }) => metadata.name === 'tenant-sync');
  const [role, ...others] = [...own].sort((a) => (a.kind === 'Role' ? -1 : 1));
  expect(others).toMatchSnapshot();
  expect(role?.rules).toEqual(only(inStaging, 'Role', 'tenant-editor').rules);
  expect(objects.filter(({ metadata }) => metadata.name === 'tenant-sync')).toHaveLength(6);
});

test('permits the kinds that its account may create, and nothing that bounds the tenant', () => {
  const kinds = specOf().namespaceResourceWhitelist.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['ConfigMap', 'Deployment', 'Ingress', 'Secret', 'Service']));
  for (const kind of ['ResourceQuota', 'LimitRange', 'Namespace', 'ServiceAccount', 'Application'])
    expect(kinds).not.toContain(kind);
});

test('permits the kinds of the platform that members may write', () => {
  const kinds = specOf({}, { kinds: POSTGRES_KINDS }).namespaceResourceWhitelist.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['PostgreSQL', 'PostgreSQLBackup']));
});

test('permits ServiceAccounts to a repository that may do what owners may', () => {
  const kinds = specOf({ syncAs: 'owner' }).namespaceResourceWhitelist.map(({ kind }) => kind);
  expect(kinds).toContain('ServiceAccount');
});

test('every policy is of the form that Argo CD takes, and about the project alone', () => {
  const roles = specOf({ groups: { editor: ['devs'] } }).roles ?? [];
  expect(roles.map(({ name }) => name)).toEqual(['editor', 'owner', 'viewer']);
  for (const { name, policies } of roles) {
    for (const policy of policies) {
      // Source: validatePolicy in pkg/apis/application/v1alpha1/types.go of Argo CD 3.6.
      const [type, subject, resource, action, object, effect, ...rest] = policy.split(', ');
      expect({ type, subject, object, effect, rest }).toEqual({
        type: 'p',
        subject: `proj:alpha:${name}`,
        object: 'alpha/*',
        effect: 'allow',
        rest: [],
      });
      expect(['applications', 'logs', 'exec']).toContain(resource);
      expect(action).toMatch(/^(get|create|update|delete|sync|delete\/\*)$/);
    }
  }
});

test('viewers change nothing, and nobody applies what is in no repository', () => {
  const roles = specOf().roles ?? [];
  const actions = (role: string) =>
    roles
      .filter(({ name }) => name === role)
      .flatMap(({ policies }) => policies.map((policy) => policy.split(', ')[3]));
  expect(new Set(actions('viewer'))).toEqual(new Set(['get']));
  expect(
    roles.flatMap(({ policies }) => policies).filter((policy) => /override|action|\*, \*/.test(policy)),
  ).toEqual([]);
});

test('a membership without groups has no role', () => {
  expect(specOf({}, { owners: [Subject.user('ann@example.com')], viewers: [] }).roles).toBeUndefined();
});

test('a repository may declare Applications in the namespaces that are stated, and its account with them', () => {
  const objects = manifestsOf(delivered({ sourceNamespaces: ['alpha'] }));
  const { spec } = only<{ sourceNamespaces: unknown; namespaceResourceWhitelist: unknown }>(
    objects,
    'AppProject',
  );
  expect(spec.sourceNamespaces).toEqual(['alpha']);
  expect(spec.namespaceResourceWhitelist).toContainEqual({ group: 'argoproj.io', kind: 'Application' });
  const may = objects
    .filter(({ kind, metadata }) => kind === 'Role' && metadata.name === 'tenant-sync')
    .filter(({ rules }) => JSON.stringify(rules).includes('argoproj.io'));
  expect(may.map(({ metadata }) => metadata.namespace)).toEqual(['alpha']);
});

describe('without impersonation', () => {
  test('there is no account, and synth warns', () => {
    const app = delivered({ impersonation: false });
    const objects = manifestsOf(app);
    expect(objects.filter(({ metadata }) => metadata.name === 'tenant-sync')).toEqual([]);
    expect(
      only<{ destinationServiceAccounts?: unknown }>(objects, 'AppProject').spec.destinationServiceAccounts,
    ).toBe(undefined);
    expect(app.warnings).toEqual([expect.stringContaining('with the rights of Argo CD, past guard rails')]);
  });

  test('owners declare no Applications, by which Argo CD would label their namespaces', () => {
    const policies = (specOf({ impersonation: false }).roles ?? []).flatMap((role) => role.policies);
    expect(policies.filter((policy) => /applications, (create|update)/.test(policy))).toEqual([]);
    const withIt = (specOf().roles ?? []).flatMap((role) => role.policies);
    expect(withIt.filter((policy) => /applications, (create|update)/.test(policy))).toHaveLength(2);
  });
});

test('an account of owners is warned of where there are editors, who could run as it', () => {
  const app = delivered({ syncAs: 'owner' }, { editors: [Subject.group('devs')] });
  app.units();
  expect(app.warnings).toHaveLength(2);
  expect(app.warnings[0]).toContain('gives the editors of tenant alpha what owners may');
  const alone = delivered({ syncAs: 'owner' });
  alone.units();
  expect(alone.warnings).toEqual([]);
});

test('the app by which a platform delivers itself takes a chart of projects as any other', () => {
  const app = new PlatformApp({
    cluster: new Cluster({ kubernetes: '1.36' }),
    delivery: new ArgoCd({
      repoUrl: REPO,
      serviceAccount: { namespace: 'argocd', name: 'argocd-application-controller' },
    }),
  });
  const alpha = tenant(app, 'alpha');
  new TenantProject(new Chart(app, 'projects'), 'alpha', { tenant: alpha, sourceRepos: [REPO] });
  const own = only<{ destinationServiceAccounts: readonly object[]; destinations: readonly object[] }>(
    manifestsOf(app),
    'AppProject',
    'platform',
  ).spec;
  expect(own.destinationServiceAccounts).toEqual(
    own.destinations.map((destination) => ({
      ...destination,
      defaultServiceAccount: 'argocd:argocd-application-controller',
    })),
  );
});

test('the project `default` is emptied on request, list by list, and stays', () => {
  const app = new PlatformApp({ delivery: new ArgoCd({ repoUrl: REPO, lockDefaultProject: true }) });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
  const objects = manifestsOf(app);
  const { metadata, spec } = only(objects, 'AppProject', 'default');
  expect(metadata.namespace).toBe('argocd');
  expect(metadata.annotations?.['argocd.argoproj.io/sync-options']).toBe('Delete=false,Prune=false');
  expect(spec).toEqual({
    description: 'Permits nothing.',
    sourceRepos: [],
    sourceNamespaces: [],
    destinations: [],
    clusterResourceWhitelist: [],
    namespaceResourceBlacklist: [{ group: '*', kind: '*' }],
  });
  expect(schemaErrors('1.36', objects)).toEqual([]);
});
