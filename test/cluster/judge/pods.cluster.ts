import { describeEachVersion } from '../bed/clusters';
import { boundedNamespace, tooMany, violating, withoutAccount, withoutPriority } from '../fixtures/pods';
import { apply } from './apply';
import { scaleToPeak } from './peak';
import { judgePods } from './pods';
import { everyApp } from './ready-made';
import { Report } from './report';

const report = new Report('pods of every app');
afterAll(() => report.print());

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
  const found = async (deployment: typeof violating) => {
    expect((await client.apply(deployment)).status).toBe(201);
    const { findings } = await judgePods(client, [...boundedNamespace, deployment], 1_500);
    return findings;
  };

  beforeAll(() => apply(client, boundedNamespace));

  test('finds pods that violate the level of their namespace, from the template and from the controller', async () => {
    const violation = 'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false';
    expect(await found(violating)).toEqual([
      expect.stringContaining(violation),
      expect.stringMatching(`^Deployment judged-pods/violating has 0 of 1 pods: .*${violation}`),
    ]);
  });

  test('finds pods whose account is not there', async () => {
    expect(await found(withoutAccount)).toEqual([
      expect.stringContaining('serviceaccount "nobody" not found'),
      expect.stringContaining('has 0 of 1 pods'),
    ]);
  });

  test('finds pods whose priority is not there', async () => {
    expect(await found(withoutPriority)).toEqual([
      expect.stringContaining('no PriorityClass with name nothing was found'),
      expect.stringContaining('has 0 of 1 pods'),
    ]);
  });

  test('finds pods that exceed the quota of their namespace', async () => {
    expect(await found(tooMany)).toContainEqual(
      expect.stringMatching(/^Deployment judged-pods\/too-many has 2 of 3 pods: .*exceeded quota: two-pods/),
    );
  });
});
