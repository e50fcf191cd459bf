import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { CILIUM_DEFINITION } from '../fixtures/cilium';
import { PLACES, toy, toyOperator } from '../fixtures/webhooks';
import { type Asked, WebhookDouble } from './admission/server';
import { judgeApply } from './apply';
import { judgeDrift } from './drift';
import { Report } from './report';
import { judgeSecondApply } from './second-apply';

const report = new Report('objects of an operator with webhooks');
const PATH = '-judged-example-com-v1-toy';

/** Refuses toys that are larger than ten, paints all, and takes a wheel for a centimetre. */
function answer({ path, request }: Asked): object {
  const { object, objects = [], desiredAPIVersion } = request;
  if (path === '/convert') {
    const converted = objects.map((each) => ({
      ...each,
      apiVersion: desiredAPIVersion,
      spec: desiredAPIVersion?.endsWith('/v1') ? { size: each.spec.wheels } : { wheels: each.spec.size },
    }));
    return { result: { status: 'Success' }, convertedObjects: converted };
  }
  if (path === `/mutate${PATH}`) {
    const patch = JSON.stringify([{ op: 'add', path: '/spec/painted', value: 1 }]);
    return { allowed: true, patchType: 'JSONPatch', patch: Buffer.from(patch).toString('base64') };
  }
  return { allowed: Number(object?.spec.size) <= 10, status: { message: 'too large for a toy' } };
}

/** The objects, with what leads to a Service leading to a server on loopback: nothing routes Services here. */
function ledTo(double: WebhookDouble, objects: readonly Manifest[]): readonly Manifest[] {
  const text = JSON.stringify(objects, (_, value) =>
    value?.service?.path ? double.clientConfig(value.service.path) : value,
  );
  return JSON.parse(text);
}

const isCalling = ({ kind }: Manifest): boolean => /WebhookConfiguration|CustomResourceDefinition/.test(kind);

describeEachVersion('the webhooks of an operator', (client: Client, minor) => {
  const objects = toyOperator(minor);
  let double: WebhookDouble;

  beforeAll(async () => {
    double = await WebhookDouble.start(answer);
    await judgeApply(client, [CILIUM_DEFINITION]);
    // Its kind is served at once; what is declared with it is only found when the server looks again.
    await client.until('the policies of Cilium are served', async () => {
      const { status } = await client.request('GET', '/apis/cilium.io/v2/ciliumnetworkpolicies');
      return status === 200 || undefined;
    });
  });

  afterAll(async () => {
    for (const object of objects.filter(({ kind }) => /WebhookConfiguration/.test(kind)))
      await client.request('DELETE', await client.pathOf(object));
    double.stop();
  });

  test('are applied strictly with all else of it, and read back and applied again without a difference', async () => {
    expect(objects.map(({ kind }) => kind)).toContain('CiliumNetworkPolicy');
    expect(report.take(minor, await judgeApply(client, objects))).toEqual([]);
    expect(report.take(minor, await judgeDrift(client, objects))).toEqual([]);
    expect(report.take(minor, await judgeSecondApply(client, objects))).toEqual([]);
  });

  test('are asked about objects of its scope, in the version that they state, and about no others', async () => {
    await judgeApply(client, ledTo(double, objects.filter(isCalling)));
    await client.until('the API server asks', async () => {
      const { status } = await client.create(toy(PLACES.scope, 'huge', { size: 11 }), { dryRun: 'All' });
      return status !== 500 && status !== 201 ? true : undefined;
    });
    const pathsOf = (name: string): readonly string[] =>
      double.asked.flatMap(({ path, request }) => (request.name === name ? path : []));

    const refused = await client.create(toy(PLACES.scope, 'refused', { size: 11 }));
    expect(refused.body.message).toMatch(
      /vtoy\.judged-toy-operator\.judged\.example\.com.* denied the request: too large for a toy/,
    );
    expect(pathsOf('refused')).toEqual([`/mutate${PATH}`, `/validate${PATH}`]);

    const accepted = await client.create(toy(PLACES.scope, 'accepted', { size: 10 }));
    expect(accepted.body).toMatchObject({ spec: { size: 10, painted: 1 } });

    const old = await client.create(toy(PLACES.scope, 'old', { wheels: 11 }, 'v1beta1'));
    expect(old.body.message).toMatch('too large for a toy');
    expect(pathsOf('old')).toEqual([`/mutate${PATH}`, `/validate${PATH}`]);

    await client.create(toy(PLACES.scope, 'tiny', { size: 1 }));
    expect(pathsOf('tiny')).toEqual([`/mutate${PATH}`]);

    for (const namespace of [PLACES.own, PLACES.other]) {
      expect((await client.create(toy(namespace, 'unasked', { size: 11 }))).status).toBe(201);
      expect(pathsOf('unasked')).toEqual([]);
    }
  });
});
