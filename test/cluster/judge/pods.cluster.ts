import { APPS } from '../../support/apps';
import { describeEachVersion } from '../bed/clusters';
import { boundedNamespace, notInForce, refusedPods, unboundNamespace } from '../fixtures/pods';
import { apply } from './apply';
import { objectsOf } from './apps';
import { scaleToPeak } from './peak';
import { judgePods } from './pods';
import { Report } from './report';

const report = new Report('pods of every app');

describeEachVersion('the pods of every app', (client, minor) => {
  test.each(APPS)(
    'are admitted at the level of their namespace, with its quota and limits in force, unwarned: %s',
    async (app) => {
      const objects = objectsOf(app, minor);
      await apply(client, objects);
      await scaleToPeak(client, objects);
      expect(report.take(minor, await judgePods(client, objects))).toEqual([]);
    },
  );
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
    expect((await judgePods(client, notInForce)).findings).toEqual([
      'judged-unbound has no pod security level',
      'the quota of judged-unbound is not in force',
      'a pod of Job judged-unbound/unbound: main has no resources',
    ]);
  });
});
