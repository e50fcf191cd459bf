import type { Manifest } from '../../../lib';
import { toDynamic } from '../../../lib/kind/cel/values/dynamic';
import { CompiledPolicy } from '../../../lib/policy/compiled-policy';
import { lockedObjects } from '../../../lib/tenancy/guard-rails/rules/locked-objects';
import { claimSpec, labelledVolume, object, podMakers, podSpec } from './objects';
import { guardedCluster } from './tenants';

const LABELS = { 'cdk8s-platform/locked': 'true' };
const claims = (labels: object) => [{ metadata: { name: 'data', labels }, spec: claimSpec() }];
const stateful = (labels: object): Manifest =>
  object('apps/v1', 'StatefulSet', {
    spec: { template: { spec: podSpec() }, volumeClaimTemplates: claims(labels) },
  });
const cronJob = (labels: object): Manifest =>
  object('batch/v1', 'CronJob', {
    spec: { jobTemplate: { metadata: { labels }, spec: { template: { spec: podSpec() } } } },
  });
const devices = (labels: object): Manifest =>
  object('resource.k8s.io/v1', 'ResourceClaimTemplate', { spec: { metadata: { labels }, spec: {} } });

describe.each(['1.28', '1.37'])('for Kubernetes %s', (kubernetes) => {
  const { variables = [], validations } = lockedObjects();
  const policy = CompiledPolicy.compile(
    { variables, matchConditions: [], validations },
    guardedCluster(kubernetes),
  );

  /** What is said of the creation of an object. */
  function said(manifest: Manifest): readonly string[] {
    const [group = ''] = manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/') : [];
    const request = toDynamic({ kind: { group, kind: manifest.kind } });
    return policy.judge({ object: toDynamic(manifest), request, namespaceObject: null });
  }

  const makers = (labels: Readonly<Record<string, string>>) =>
    podMakers(podSpec({ volumes: [labelledVolume(labels)] }));

  test.each(makers(LABELS).map((made) => [made.kind, made] as const))(
    'a %s whose claims would be locked is refused',
    (_, made) => {
      expect(said(made)).toEqual([
        'the label cdk8s-platform/locked is for objects of the platform, and for no template',
      ]);
    },
  );

  test.each([stateful, cronJob, devices])('what a template makes is not locked', (make) => {
    expect(said(make(LABELS))).toHaveLength(1);
    expect(said(make({ team: 'a' }))).toEqual([]);
  });

  test('whatever makes pods with claims that are not locked is taken', () => {
    for (const made of [...makers({ team: 'a' }), ...podMakers(podSpec())]) expect(said(made)).toEqual([]);
  });

  test('another kind of that name, a Scale and what has no spec are taken', () => {
    for (const [apiVersion, kind] of [
      ['example.com/v1', 'Deployment'],
      ['autoscaling/v1', 'Scale'],
      ['v1', 'ConfigMap'],
    ] as const)
      expect(
        said(object(apiVersion, kind, { ...(kind === 'Deployment' && { spec: { template: 'a' } }) })),
      ).toEqual([]);
  });
});
