import type { Manifest } from '../../../lib';
import { toDynamic } from '../../../lib/kind/cel/values/dynamic';
import { compileCondition } from '../../../lib/policy/match-conditions';
import { unfinished } from '../../../lib/tenancy/guard-rails/finishing';
import { GUARD_RAILS } from '../../../lib/tenancy/guard-rails/guard-rails';
import { claim, ingress, object, roleBinding, service } from './objects';
import { guardedCluster } from './tenants';

const WHEN = '2026-01-01T00:00:00Z';

/** An object that is being deleted, and is kept by a finalizer. */
function deleting(manifest: Manifest, more: object = {}): Manifest {
  const metadata = { ...manifest.metadata, deletionTimestamp: WHEN, finalizers: ['example.com/held'] };
  return { ...manifest, metadata: { ...metadata, resourceVersion: '1', ...more } as Manifest['metadata'] };
}

const released = { finalizers: [], resourceVersion: '2', managedFields: [{ manager: 'controller' }] };

describe.each(['1.28', '1.37'])('for Kubernetes %s', (kubernetes) => {
  /** Whether a request is judged. */
  function isJudged(before: Manifest | null, after: Manifest | null): unknown {
    const [{ expression } = { expression: '' }] = unfinished({});
    const names = { object: after && toDynamic(after), oldObject: before && toDynamic(before) };
    return compileCondition(expression, guardedCluster(kubernetes)).run({ ...names, request: toDynamic({}) });
  }

  test.each([
    ['Ingress', ingress({}, { note: 'a' })],
    ['Service', service({})],
    ['PersistentVolumeClaim', claim({})],
    ['RoleBinding', roleBinding([])],
    ['PodTemplate', object('v1', 'PodTemplate', { template: { spec: { containers: [] } } })],
    ['Endpoints', object('v1', 'Endpoints', { subsets: [] })],
  ])('to take the finalizers off a %s that is being deleted is not judged', (_, manifest) => {
    const before = deleting(manifest);
    expect(isJudged(before, deleting(manifest, released))).toBe(false);
    const status = { ...deleting(manifest, released), status: { gone: true } };
    expect(isJudged(before, status)).toBe(false);
    const { finalizers: _none, ...without } = before.metadata as Record<string, unknown>;
    expect(isJudged(before, { ...before, metadata: without as Manifest['metadata'] })).toBe(false);
  });

  const plain = service({ type: 'ClusterIP' }, { note: 'a' });
  const templated = object('v1', 'PodTemplate', { template: { spec: { containers: [] } } });

  test.each<[string, Manifest | null, Manifest | null]>([
    ['what is created', null, plain],
    ['what is deleted', plain, null],
    [
      'what is not being deleted',
      plain,
      { ...plain, metadata: { ...plain.metadata, finalizers: [] } as never },
    ],
    [
      'a spec that changes',
      deleting(plain),
      deleting(service({ externalIPs: ['192.0.2.1'] }, { note: 'a' })),
    ],
    ['a spec that goes', deleting(plain), { ...deleting(plain), spec: undefined } as never],
    ['an annotation that changes', deleting(plain), deleting(service({ type: 'ClusterIP' }, { note: 'b' }))],
    [
      'an annotation that is added',
      deleting(plain),
      deleting(service({ type: 'ClusterIP' }, { note: 'a', b: 'b' })),
    ],
    ['a label that is added', deleting(plain), deleting(plain, { labels: { a: 'b' } })],
    ['a label that goes', deleting(plain, { labels: { a: 'b' } }), deleting(plain)],
    ['a template that changes', deleting(templated), { ...deleting(templated), template: { spec: {} } }],
    [
      'subjects that are added',
      deleting(object('rbac.authorization.k8s.io/v1', 'RoleBinding', {})),
      deleting(roleBinding([])),
    ],
  ])('%s is judged', (_, before, after) => {
    expect(isJudged(before, after)).toBe(true);
  });
});

test('rules that judge deletions judge what finishes them as well, and no others do', () => {
  const facts = {
    cluster: guardedCluster('1.37'),
    sharedNamespaces: [],
    operatorNamespaces: [],
    clusterRoles: [],
    namespaceLabels: [],
  };
  const strict = GUARD_RAILS.map((rule) => rule(facts)).filter((rule) => unfinished(rule).length === 0);
  expect(strict.map(({ name }) => name)).toEqual([
    'locked-objects',
    'namespaces',
    'deletion-protection',
    'shared-members',
  ]);
});
