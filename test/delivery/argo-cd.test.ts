import { ApiObject, Chart } from 'cdk8s';
import { crdsOfOthers, SchemaValidator } from '../support/schema-validator';
import {
  applications,
  type Declare,
  delivered,
  filesOf,
  PLATFORM,
  platform,
  projectSpec,
  removeTemporary,
  temporary,
  WAVE,
} from './platform';

afterAll(removeTemporary);

test('golden delivery of a small platform', () => {
  const outdir = temporary();
  platform(PLATFORM, {}, outdir).synth();
  expect(filesOf(outdir)['argocd/argocd.k8s.yaml']).toMatchSnapshot();
});

test('what it delivers is valid for Argo CD', () => {
  const validator = new SchemaValidator('1.34');
  for (const crd of crdsOfOthers()) validator.addCrd(crd);
  for (const manifest of delivered(platform().units())) expect(validator.errors(manifest)).toEqual([]);
});

test('every Application delivers one unit, from the one file that synth writes there', () => {
  const outdir = temporary();
  const app = platform(PLATFORM, { path: './manifests/' }, outdir);
  app.synth();
  const files = [...applications(app.units()).values()].map(
    ({ spec: { source } }) => `${source.path.replace('manifests/', '')}/${source.directory.include}`,
  );
  expect(files.sort()).toEqual(Object.keys(filesOf(outdir)).sort());
});

test('names an Application after the path of its unit', () => {
  const paths = [...applications(platform().units())].map(([name, { spec }]) => [name, spec.source.path]);
  expect(Object.fromEntries(paths)).toEqual({
    classes: 'dist/classes',
    platform: 'dist/argocd',
    shop: 'dist/shop',
    'tenants-alpha': 'dist/tenants/alpha',
    widgets: 'dist/widgets',
  });
});

test('applies the project first, units by their lowest wave, and the root Application last', () => {
  const waves = delivered(platform().units()).map(({ metadata }) => [
    metadata.name,
    Number(metadata.annotations?.[WAVE] ?? 0),
  ]);
  expect(waves).toEqual([
    ['platform', -31],
    ['widgets', -30],
    ['classes', -20],
    ['tenants-alpha', -20],
    ['shop', 0],
    ['platform', 31],
  ]);
});

test('takes a wave that is no number for 0, as Argo CD does', () => {
  const declare: Declare = (app) => {
    const metadata = { name: 'web', namespace: 'shop', annotations: { [WAVE]: 'first' } };
    new ApiObject(new Chart(app, 'shop'), 'web', { apiVersion: 'apps/v1', kind: 'Deployment', metadata });
  };
  expect(applications(platform([declare]).units()).get('shop')?.wave).toBe(0);
});

test('delivers a unit without namespaces to one that the project permits', () => {
  const destination = { server: 'https://kubernetes.default.svc', namespace: 'argocd' };
  expect(applications(platform().units()).get('classes')?.spec.destination).toEqual(destination);
});

test('delivers to another cluster, and its Applications to that of Argo CD', () => {
  const server = 'https://eu.example.com:6443';
  const units = platform(PLATFORM, { server, prefix: 'eu', name: 'eu' }).units();
  const servers = [...applications(units)].map(([name, { spec }]) => [name, spec.destination.server]);
  expect(Object.fromEntries(servers)).toEqual({
    eu: 'https://kubernetes.default.svc',
    'eu-classes': server,
    'eu-shop': server,
    'eu-tenants-alpha': server,
    'eu-widgets': server,
  });
  expect(projectSpec(units)).toMatchObject({
    destinations: [
      ...['alpha', 'alpha-staging', 'argocd', 'shop', 'widgets-system'].map((namespace) => ({
        server,
        namespace,
      })),
      { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
    ],
  });
});

test('permits further namespaces and kinds, so that what was dropped is still pruned', () => {
  const units = platform([], {
    namespaces: ['old'],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    namespaceResourceWhitelist: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
  }).units();
  expect(projectSpec(units)).toMatchObject({
    destinations: [{ namespace: 'argocd' }, { namespace: 'old' }],
    clusterResourceWhitelist: expect.arrayContaining([{ group: '', kind: 'Namespace' }]),
    namespaceResourceWhitelist: expect.arrayContaining([
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
    ]),
  });
});

test('permits RBAC and workloads whether or not the app has any, so that the last of them is still pruned', () => {
  const project = projectSpec(platform([]).units());
  expect(project).toMatchObject({
    clusterResourceWhitelist: [
      { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
      { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
    ],
    namespaceResourceWhitelist: expect.arrayContaining([
      { group: 'networking.k8s.io', kind: 'Ingress' },
      { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
    ]),
  });
});

test('passes the sync policy to every Application', () => {
  const units = platform(PLATFORM, { automated: false, retryLimit: 3, failOnSharedResource: false }).units();
  for (const { spec } of applications(units).values()) {
    expect(spec).toMatchObject({
      syncPolicy: { retry: { limit: 3 }, syncOptions: ['ApplyOutOfSyncOnly=true', 'PruneLast=true'] },
    });
    expect(spec).not.toHaveProperty('syncPolicy.automated');
  }
});

test('no Application deletes what it has delivered when it goes', () => {
  for (const manifest of delivered(platform().units()))
    expect(manifest.metadata).not.toHaveProperty('finalizers');
});

test('the second synth gives the same as the first', () => {
  const outdir = temporary();
  const app = platform(PLATFORM, {}, outdir);
  app.synth();
  const first = filesOf(outdir);
  app.synth();
  expect(filesOf(outdir)).toEqual(first);
});

test('the order of declarations does not matter', () => {
  expect(platform([...PLATFORM].reverse()).synthYaml()).toBe(platform().synthYaml());
});
