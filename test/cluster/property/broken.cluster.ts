import { ApiObject, JsonPatch } from 'cdk8s';
import { describeEachVersion } from '../bed/clusters';
import { type WebServiceCase, webService } from './constructs/web-service';
import { DryRun } from './engine/dry-run';
import { fill } from './engine/pool';
import type { Subject } from './engine/subject';
import { minimal, sweep } from './engine/sweep';

/** Web services, of whose Deployments those with an ingress are made invalid behind the back of synth. */
const broken: Subject<WebServiceCase> = {
  ...webService,
  declare: (cluster, given) => {
    const app = webService.declare(cluster, given);
    for (const construct of app.node.findAll()) {
      if (given.props.ingress && construct instanceof ApiObject && construct.kind === 'Deployment')
        construct.addJsonPatch(JsonPatch.add('/spec/minReadySeconds', -1));
    }
    return app;
  },
};

describeEachVersion('a construct that synth wrongly accepts', (client, minor) => {
  beforeAll(() => fill(client, minor));

  test('is found, and told by the smallest props that show it', async () => {
    const dryRun = new DryRun(client);
    const { accepted, counterexamples } = await sweep(broken, minor, dryRun, 50);
    expect(accepted).toBe(50);
    const found = counterexamples.find(({ complaints }) => complaints.join().includes('minReadySeconds'));
    if (!found) throw new Error('not found');
    const [complaint, props, , again] = (await minimal(broken, minor, dryRun, found)).split('\n');
    expect(complaint).toMatch(/Deployment refused: 422 .*minReadySeconds: Invalid value: -1/);
    expect(props).toMatch(/"ingress":\{"host":"[a-z0-9.-]+"\}/);
    expect(props).not.toMatch(/"(env|sidecars|liveness|resources)"/);
    expect(again).toContain(`CDK8S_PLATFORM_FIRST=${found.index} CDK8S_PLATFORM_CASES=1 npm run`);
    expect((await sweep(broken, minor, dryRun, 1, found.index)).counterexamples).toEqual([found]);
  });
});
