import { ApiObject, Chart } from 'cdk8s';
import { Cluster, FLUX, FluxTenant, type FluxTenantProps, PlatformApp, Tenant } from '../../lib';
import { schemaErrors } from '../support/schema-errors';

const REPO = 'https://git.example.com/alpha/shop.git';

function world() {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36', installed: [FLUX] }) });
  const alpha = new Tenant(new Chart(app, 'tenant-alpha'), 'alpha', {
    namespaces: ['alpha', 'alpha-staging'],
    budget: { cpu: 4, memory: '8Gi', pods: 20 },
  });
  const manifests = () => app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  return { app, alpha, chart: new Chart(app, 'flux'), manifests };
}

const FULL: Omit<FluxTenantProps, 'tenant'> = {
  namespace: 'alpha',
  repoUrl: REPO,
  ref: 'refs/tags/v1.2.0',
  path: 'deploy',
  secretName: 'git-credentials',
};

test('golden delivery of a tenant by Flux', () => {
  const { chart, alpha, manifests } = world();
  new FluxTenant(chart, 'shop', { ...FULL, tenant: alpha });
  const objects = manifests();
  expect(objects.filter(({ metadata }) => metadata.name === 'shop')).toMatchSnapshot();
  expect(schemaErrors('1.36', objects)).toEqual([]);
});

test('a namespace has one account, however many repositories are delivered to it', () => {
  const { chart, alpha, manifests } = world();
  for (const id of ['shop', 'cart'])
    new FluxTenant(chart, id, { tenant: alpha, namespace: 'alpha', repoUrl: REPO });
  const accounts = manifests().filter(({ kind }) => kind === 'ServiceAccount');
  expect(accounts.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
    'alpha-staging/default',
    'alpha/default',
    'alpha/tenant-sync',
  ]);
});

test('the account has rights in its namespace alone, and none of an administrator', () => {
  const { chart, alpha, manifests } = world();
  new FluxTenant(chart, 'shop', { ...FULL, tenant: alpha });
  const bindings = manifests().filter((object) => JSON.stringify(object).includes('"tenant-sync"'));
  expect(bindings.map(({ kind }) => kind).sort()).toEqual([
    'Kustomization',
    'Role',
    'RoleBinding',
    'ServiceAccount',
  ]);
  const [role] = bindings.filter(({ kind }) => kind === 'Role');
  expect(JSON.stringify(role?.rules)).not.toMatch(/\*|"escalate"|"impersonate"/);
});

test('two deliveries to one namespace cannot differ in what they may do', () => {
  const { chart, alpha } = world();
  new FluxTenant(chart, 'shop', { ...FULL, tenant: alpha });
  expect(() => new FluxTenant(chart, 'cart', { ...FULL, tenant: alpha, syncAs: 'owner' })).toThrow(
    '[tenant-alpha/alpha/alpha/SyncAccount] syncAs is stated twice for namespace alpha, whose deliveries share one account; given: "owner"; allowed: editor',
  );
});

describe('objects of Flux in the namespace of a tenant', () => {
  const kustomization = (spec: object, kind = 'Kustomization'): string => {
    const { chart, manifests } = world();
    new ApiObject(chart, 'k', {
      apiVersion: kind === 'Kustomization' ? 'kustomize.toolkit.fluxcd.io/v1' : 'helm.toolkit.fluxcd.io/v2',
      kind,
      metadata: { name: 'k', namespace: 'alpha' },
      spec,
    });
    try {
      manifests();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const VALID = { serviceAccountName: 'tenant-sync', sourceRef: { kind: 'GitRepository', name: 'shop' } };

  test('are accepted with an account, a source and a target of the namespace', () => {
    expect(kustomization(VALID)).toBe('');
    expect(kustomization({ ...VALID, targetNamespace: 'alpha' })).toBe('');
  });

  test.each<[string, object, string]>([
    [
      'have no account',
      { ...VALID, serviceAccountName: undefined },
      '[flux/k] spec.serviceAccountName is missing: Flux would apply what a tenant says with its own rights',
    ],
    [
      'have an account without a name',
      { ...VALID, serviceAccountName: '' },
      'spec.serviceAccountName is missing',
    ],
    [
      'read a source of another namespace',
      { ...VALID, sourceRef: { kind: 'GitRepository', name: 'platform', namespace: 'flux-system' } },
      'spec.sourceRef.namespace leads out of the namespace of the Kustomization, which is a tenant\'s; given: "flux-system"; allowed: alpha',
    ],
    [
      'apply to another namespace',
      { ...VALID, targetNamespace: 'beta' },
      'spec.targetNamespace leads out of the namespace',
    ],
  ])('are refused where they %s', (_, spec, message) => {
    expect(kustomization(spec)).toContain(message);
  });

  test('are refused where a release reads a chart of another namespace', () => {
    const chart = {
      spec: { chart: 'shop', sourceRef: { kind: 'HelmRepository', name: 'x', namespace: 'beta' } },
    };
    expect(kustomization({ serviceAccountName: 'tenant-sync', chart }, 'HelmRelease')).toContain(
      "spec.chart.spec.sourceRef.namespace leads out of the namespace of the HelmRelease, which is a tenant's",
    );
  });
});

describe('objects of Flux in a namespace of the platform', () => {
  const SOURCE = { kind: 'GitRepository', name: 'shop' };
  const complaint = (spec: object, kind: 'HelmRelease' | 'Kustomization' = 'Kustomization'): string => {
    const { app, chart, manifests } = world();
    new Tenant(new Chart(app, 'tenant-beta'), 'beta', { budget: { cpu: 4, memory: '8Gi', pods: 20 } });
    new ApiObject(chart, 'k', {
      apiVersion: kind === 'Kustomization' ? 'kustomize.toolkit.fluxcd.io/v1' : 'helm.toolkit.fluxcd.io/v2',
      kind,
      metadata: { name: 'k', namespace: 'flux-system' },
      spec,
    });
    try {
      manifests();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const ACCOUNT = { serviceAccountName: 'kustomize-controller' };

  test.each<[string, string]>([
    [
      'sourceRef',
      '[flux/k] spec.sourceRef.namespace has what tenant alpha says applied from namespace flux-system',
    ],
    ['chartRef', '[flux/k] spec.chartRef.namespace has what tenant alpha says applied'],
  ])('apply no source of a tenant, whose %s they name, as whatever account', (field, message) => {
    const spec = { [field]: { ...SOURCE, namespace: 'alpha' } };
    const kind = field === 'sourceRef' ? 'Kustomization' : 'HelmRelease';
    expect(complaint(spec, kind)).toContain(message);
    expect(complaint({ ...spec, ...ACCOUNT }, kind)).toContain(message);
    expect(complaint({ ...spec, ...ACCOUNT, kubeConfig: { secretRef: { name: 'k' } } }, kind)).toContain(
      message,
    );
  });

  test('apply no chart of a tenant', () => {
    const chart = { spec: { chart: 'shop', sourceRef: { ...SOURCE, namespace: 'alpha-staging' } } };
    expect(complaint({ ...ACCOUNT, chart }, 'HelmRelease')).toContain(
      'spec.chart.spec.sourceRef.namespace has what tenant alpha says applied',
    );
  });

  test('deliver to a namespace of a tenant as an account that they state', () => {
    const spec = { sourceRef: SOURCE, targetNamespace: 'alpha' };
    expect(complaint(spec)).toContain(
      '[flux/k] spec.serviceAccountName is missing: Flux would write to namespace alpha of tenant alpha with its own rights; given: nothing',
    );
    expect(complaint({ ...spec, ...ACCOUNT })).toBe('');
    expect(complaint({ ...spec, kubeConfig: { secretRef: { name: 'k' } } })).toBe('');
  });

  test('keep what a release remembers from other tenants than the one that it is delivered to', () => {
    const spec = { ...ACCOUNT, chartRef: { kind: 'OCIRepository', name: 'shop' }, targetNamespace: 'alpha' };
    expect(complaint({ ...spec, storageNamespace: 'beta' }, 'HelmRelease')).toContain(
      '[flux/k] spec.storageNamespace would tell tenant beta what is delivered to tenant alpha; given: "beta"; allowed: namespaces of tenant alpha, or of no tenant',
    );
    for (const storageNamespace of ['alpha-staging', 'flux-system'])
      expect(complaint({ ...spec, storageNamespace }, 'HelmRelease')).toBe('');
  });

  test('may do without an account where no tenant is', () => {
    expect(complaint({ sourceRef: { ...SOURCE, namespace: 'flux-system' }, targetNamespace: 'infra' })).toBe(
      '',
    );
  });
});

test('a release of a tenant remembers what it is in the namespace of the tenant', () => {
  const { chart, manifests } = world();
  new ApiObject(chart, 'k', {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'k', namespace: 'alpha' },
    spec: { serviceAccountName: 'tenant-sync', storageNamespace: 'beta' },
  });
  expect(manifests).toThrow(
    "spec.storageNamespace leads out of the namespace of the HelmRelease, which is a tenant's",
  );
});
