import type { Manifest } from '../../../lib';
import { describeEachVersion } from '../bed/clusters';
import { drift } from './drift';
import { established, prepare, referencePlatform } from './ready-made';

const identity = ({ kind, metadata }: Manifest): string =>
  `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`;

describeEachVersion('the reference platform', (client, minor) => {
  const objects = referencePlatform(minor);
  const versions = new Map<string, string>();
  const resourceVersion = (object: Manifest): string =>
    String((object.metadata as { resourceVersion?: string }).resourceVersion);

  beforeAll(() => prepare(client));

  test('is applied in the order of its waves, nothing refused and nothing warned of', async () => {
    const refused: string[] = [];
    const warned: string[] = [];
    for (const object of objects) {
      const { status, body, warnings } = await client.apply(object);
      if (status >= 300) refused.push(`${identity(object)}: ${status} ${body.message}`);
      else versions.set(identity(object), resourceVersion(body));
      warned.push(...warnings.map((warning) => `${identity(object)}: ${warning}`));
      if (object.kind === 'CustomResourceDefinition' && status < 300)
        await established(client, object.metadata.name as string);
    }
    expect({ refused, warned }).toEqual({ refused: [], warned: [] });
    expect(versions.size).toBe(objects.length);
  });

  test('is read back as it was written', async () => {
    const drifted: string[] = [];
    for (const object of objects) {
      const { body } = await client.get(object);
      drifted.push(...drift(object, body).map((difference) => `${identity(object)}${difference}`));
    }
    expect(drifted).toEqual([]);
  });

  test('changes nothing when it is applied again', async () => {
    const changed: string[] = [];
    for (const object of objects) {
      const before = resourceVersion((await client.get(object)).body);
      const { body } = await client.apply(object);
      if (resourceVersion(body) !== before) changed.push(identity(object));
    }
    expect(changed).toEqual([]);
  });
});
