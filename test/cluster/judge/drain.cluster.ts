import { describeEachVersion } from '../bed/clusters';
import { judgeDrain } from './drain/drain';
import { deleteNodes, makeNodes, NODE_NAMES } from './drain/nodes';
import { operatorOf } from './drain/operators';
import { podsOf } from './drain/pods';
import { crowd, whileRunning } from './drain/running';
import { Report } from './report';

const report = new Report('drains of the nodes of an operator');
const FIRST = String(NODE_NAMES[0]);

describeEachVersion('an operator whose nodes are drained', (client, minor) => {
  beforeAll(() => makeNodes(client));
  afterAll(() => deleteNodes(client));

  test.each([1, 2, 3])('of %i replicas lets a drain of any one node proceed', async (replicas) => {
    const name = `drained-${replicas}`;
    await whileRunning(client, name, replicas, operatorOf(name, replicas, minor), async (world) => {
      const { pods } = await podsOf(client, name);
      expect(new Set(pods.map(({ spec }) => spec.nodeName)).size).toBe(replicas);
      for (const node of NODE_NAMES) {
        const staying = replicas > 1 ? 1 : 0;
        expect(report.take(minor, await judgeDrain(client, name, node, { staying }))).toEqual([]);
        await world.serving(replicas);
      }
    });
  });

  test.each([2, 3])('of %i replicas does so even where all of them run on that node', async (replicas) => {
    const name = `crowded-${replicas}`;
    await whileRunning(client, name, replicas, operatorOf(name, replicas, minor), async (world) => {
      await crowd(client, name, FIRST, replicas, world);
      const judgement = await judgeDrain(client, name, FIRST, { staying: 1 });
      expect(report.take(minor, judgement)).toEqual([]);
      expect(judgement.counts).toMatchObject({ 'pods evicted': replicas });
    });
  });
});

describeEachVersion('the judgement of drains', (client, minor) => {
  beforeAll(() => makeNodes(client));
  afterAll(() => deleteNodes(client));

  test('finds a budget that blocks them', async () => {
    const objects = operatorOf('blocked', 2, minor).map((object) => {
      if (object.kind !== 'PodDisruptionBudget') return object;
      const { maxUnavailable, ...spec } = object.spec as Record<string, unknown>;
      return { ...object, spec: { ...spec, minAvailable: 2 } };
    });
    await whileRunning(client, 'blocked', 2, objects, async () => {
      const { findings } = await judgeDrain(client, 'blocked', FIRST, { staying: 1, patience: 2_000 });
      expect(findings).toEqual([
        expect.stringMatching(`^the drain of ${FIRST} does not proceed: blocked-.*: 429 .*disruption budget`),
      ]);
    });
  });

  test('finds that no replica stays where there is no budget', async () => {
    const objects = operatorOf('bare', 2, minor).filter(({ kind }) => kind !== 'PodDisruptionBudget');
    await whileRunning(client, 'bare', 2, objects, async (world) => {
      await crowd(client, 'bare', FIRST, 2, world);
      const { findings } = await judgeDrain(client, 'bare', FIRST, { staying: 1 });
      expect(findings).toEqual([`while ${FIRST} is drained, 0 pods of bare serve`]);
    });
  });
});
