import { ApiObject, Chart } from 'cdk8s';
import {
  type Enforcement,
  GuardRails,
  type Manifest,
  PlatformApp,
  SharedNamespace,
  Subject,
  type SynthesisError,
  WebService,
} from '../../../lib';
import { toDynamic } from '../../../lib/kind/cel/values/dynamic';
import { CompiledPolicy } from '../../../lib/policy/compiled-policy';
import { sharedLabels } from '../../../lib/tenancy/guard-rails/rules/shared-labels';
import { only } from '../../support/world';
import { ROOM, SHARED_TABLE, type SharedRow } from './shared-table';
import { ANN, Group, guardedApp, guardedCluster } from './tenants';

const manifestsOf = (app: PlatformApp): readonly Manifest[] =>
  app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));

const room = only(manifestsOf(guardedApp('1.37').app), 'Namespace', ROOM);

/** What synth says of the objects of the table, all in one app, by their rows. */
function found(kubernetes: string): ReadonlyMap<SharedRow, readonly string[]> {
  const { app, chart } = guardedApp(kubernetes);
  for (const [index, { object }] of SHARED_TABLE.entries()) {
    const { metadata, ...rest } = object;
    new ApiObject(chart, `row-${index}`, {
      ...rest,
      metadata: { ...(metadata as object), name: `row-${index}` },
    });
  }
  let problems: readonly string[] = [];
  try {
    app.units();
  } catch (error) {
    problems = (error as SynthesisError).problems;
  }
  return new Map(
    SHARED_TABLE.map((row, index) => [
      row,
      problems.filter((problem) => problem.startsWith(`[tenants/row-${index}]`)),
    ]),
  );
}

/** What the guard rail says of an object that is created, but for some of its validations. */
function said({ object }: SharedRow, kubernetes: string, without?: number): readonly string[] {
  const { variables = [], validations } = sharedLabels();
  const policy = CompiledPolicy.compile(
    { variables, matchConditions: [], validations: validations.filter((_, index) => index !== without) },
    guardedCluster(kubernetes),
  );
  const [group = '', version] = object.apiVersion.includes('/')
    ? object.apiVersion.split('/')
    : ['', object.apiVersion];
  return policy.judge({
    object: toDynamic(object),
    request: toDynamic({ kind: { group, version, kind: object.kind }, namespace: ROOM, operation: 'CREATE' }),
    namespaceObject: toDynamic(room),
  });
}

describe.each(['1.28', '1.37'])('in a shared namespace, for Kubernetes %s', (kubernetes) => {
  const findings = found(kubernetes);

  test.each(SHARED_TABLE.filter(({ says }) => says === undefined))('$what passes', (row) => {
    expect(findings.get(row)).toEqual([]);
    expect(said(row, kubernetes)).toEqual([]);
  });

  test.each(SHARED_TABLE.filter(({ says }) => says !== undefined))(
    '$what is found at synth, by no policy beside, and refused by the guard rail',
    (row) => {
      const text = findings.get(row)?.join('\n') ?? '';
      if (row.finds === undefined) expect(text).toBe('');
      else expect(text).toContain(row.finds);
      expect(text).not.toContain('is refused by policy');
      expect(said(row, kubernetes).join('\n')).toContain(row.says);
    },
  );
});

test('every validation on what is created is needed: without it, something passes that is refused', () => {
  const refused = (without?: number): number =>
    SHARED_TABLE.filter((row) => said(row, '1.37', without).length > 0).length;
  const whole = refused();
  const idle = sharedLabels().validations.filter((_, index) => refused(index) === whole);
  // That a label is kept is judged by what was before, on the servers.
  expect(idle.map(({ message }) => message)).toEqual([expect.stringContaining('is never changed')]);
});

test('golden annotations by which guard rails know who shares a namespace, and within what bounds', () => {
  const { annotations = {}, labels } = room.metadata;
  const own = Object.entries(annotations).filter(([key]) => key.startsWith('cdk8s-platform/'));
  expect(labels).toMatchObject({ 'cdk8s-platform/tenant': ROOM, 'cdk8s-platform/shared': 'true' });
  expect(Object.fromEntries(own)).toEqual({
    'cdk8s-platform/annotations': '*',
    'cdk8s-platform/ingress-classes': 'nginx',
    'cdk8s-platform/members': [`Group:${Group.BOB}`, 'ServiceAccount:guarded-ann/ci', `User:${ANN}`].join(
      '\n',
    ),
    'cdk8s-platform/namespaces': ROOM,
    'cdk8s-platform/node-labels': '*',
    'cdk8s-platform/pull-policies': 'Always,IfNotPresent',
    'cdk8s-platform/registries': '*',
    'cdk8s-platform/service-types': 'ClusterIP,LoadBalancer',
    'cdk8s-platform/storage-classes': '*',
    'cdk8s-platform/tenant-members': [
      'ann ServiceAccount:guarded-ann/ci',
      `ann User:${ANN}`,
      `bob Group:${Group.BOB}`,
    ].join('\n'),
    'cdk8s-platform/tenants': 'ann,bob',
  });
});

const sharing = (
  enforcement: Enforcement | undefined,
  declare: (namespace: SharedNamespace) => void = () => {},
) => {
  const app = new PlatformApp({ cluster: guardedCluster('1.37') });
  const guardRails = new GuardRails(new Chart(app, 'policies'), 'guard-rails', {
    administrators: [Subject.group(Group.PLATFORM)],
    enforcement,
  });
  declare(
    new SharedNamespace(new Chart(app, 'chart'), 'playground', {
      tenants: { ann: { owners: [Subject.user('ann')], editors: [Subject.user('ed')] }, bob: {} },
      budget: { cpu: 10, memory: '20Gi', pods: 40 },
      ...(enforcement && { guardRails, allowed: { registries: ['ghcr.io/acme'] } }),
    }),
  );
  return app;
};

test('the bounds hold what is in the namespace, whichever tenant it is of', () => {
  const shop = (image: string) => (namespace: SharedNamespace) =>
    void new WebService(namespace.tenant('bob'), 'shop', { image, port: 80 });
  expect(() => sharing('Deny', shop('ghcr.io/acme/shop:1')).units()).not.toThrow();
  expect(() => sharing('Deny', shop('evil/shop:1')).units()).toThrow('is refused by policy tenant-images');
});

test('guard rails give members of a shared namespace no right to create or change anything more', () => {
  const roles = (enforcement?: Enforcement) =>
    manifestsOf(enforcement ? sharing(enforcement) : sharing('Warn')).filter(
      ({ kind, metadata }) => kind === 'Role' && metadata.namespace === 'playground',
    );
  expect(roles('Deny').length).toBe(2);
  expect(roles('Deny')).toEqual(roles());
});

test('guard rails refuse everything in a shared namespace that states no bounds, so synth stops', () => {
  expect(() => sharing(undefined).units()).toThrow(
    /\[chart\/playground\/Namespace\] is the namespace of a tenant that states no bounds/,
  );
});
