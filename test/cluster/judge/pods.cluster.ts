import { describeEachVersion } from '../bed/clusters';
import { boundedNamespace, notInForce, refusedPods, unboundNamespace } from '../fixtures/pods';
import { apply } from './apply';
import { everyApp } from './apps';
import { scaleToPeak } from './peak';
import { judgePods } from './pods';
import { Report } from './report';

const report = new Report('pods of every app');

describeEachVersion('the pods of every app', (client, minor) => {
  const objects = everyApp(minor);

  beforeAll(async () => {
    await apply(client, objects);
    await scaleToPeak(client, objects);
  });

  test('are admitted at the level of their namespace, with its quota and limits in force, unwarned', async () => {
    expect(report.take(minor, await judgePods(client, objects))).toEqual([]);
  });
});

describeEachVersion('the judgement of pods', (client) => {
  let findings: readonly string[] = [];

  beforeAll(async () => {
    await apply(client, boundedNamespace);
    for (const deployment of refusedPods) expect((await client.apply(deployment)).status).toBe(201);
    ({ findings } = await judgePods(client, [...boundedNamespace, ...refusedPods], 1_500));
  });

  test('finds pods that violate the level of their namespace, from the template and from the controller', () => {
    const violation = 'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false';
    expect(findings).toContainEqual(
      expect.stringMatching(`^a pod of Deployment judged-pods/violating is refused: 403 .*${violation}`),
    );
    expect(findings).toContainEqual(
      expect.stringMatching(`^Deployment judged-pods/violating has 0 of 1 pods: .*${violation}`),
    );
  });

  test.each([
    ['account', 'serviceaccount "nobody" not found'],
    ['priority', 'no PriorityClass with name nothing was found'],
  ])('finds pods whose %s is not there', (what, message) => {
    expect(findings).toContainEqual(
      expect.stringMatching(`^a pod of Deployment judged-pods/without-${what} is refused: 403 .*${message}`),
    );
    expect(findings).toContainEqual(
      expect.stringMatching(`^Deployment judged-pods/without-${what} has 0 of 1 pods`),
    );
  });

  test('finds pods that exceed the quota of their namespace', () => {
    expect(findings).toContainEqual(
      expect.stringMatching(/^Deployment judged-pods\/too-many has 2 of 3 pods: .*exceeded quota: two-pods/),
    );
  });

  test('finds a level, a quota and limits that are not in force', async () => {
    await apply(client, [unboundNamespace]);
    await client.until('pods can be created there', async () => {
      const metadata = { name: 'default', namespace: unboundNamespace.metadata.name };
      const { status } = await client.get({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
      return status === 200 || undefined;
    });
    expect((await judgePods(client, notInForce)).findings).toEqual([
      'judged-unbound has no pod security level',
      'the quota of judged-unbound is not in force',
      'a pod of Job judged-unbound/unbound: main has no resources',
    ]);
  });
});
