import type { Manifest } from '../../../../lib';
import type { Client } from '../../bed/client';
import { apply } from '../apply';
import { cordon, NODE_NAMES } from './nodes';
import { podsOf, podsPath } from './pods';
import { World } from './world';

/**
 * Has an operator run, with a scheduler and kubelets, while something is done; nothing of it stays.
 * @param name of the operator and of its namespace
 */
export async function whileRunning(
  client: Client,
  name: string,
  replicas: number,
  objects: readonly Manifest[],
  work: (world: World) => Promise<void>,
): Promise<void> {
  const world = new World(client, name);
  try {
    await apply(client, objects);
    await world.serving(replicas);
    await work(world);
  } finally {
    try {
      for (const object of objects.toReversed())
        if (object.kind !== 'Namespace') await client.request('DELETE', await client.pathOf(object));
      // The garbage collector would do that too, but stands still while kinds come and go.
      await client.until(`no pod of ${name} is left`, async () => {
        await client.request('DELETE', `/apis/apps/v1/namespaces/${name}/replicasets`);
        await client.request('DELETE', podsPath(name));
        return (await podsOf(client, name)).pods.length === 0 || undefined;
      });
    } finally {
      await world.end();
      await client.request('DELETE', `/api/v1/namespaces/${name}`);
    }
  }
}

/** Has all pods of an operator run on one node; new ones go to the others as well. */
export async function crowd(
  client: Client,
  name: string,
  node: string,
  replicas: number,
  world: World,
): Promise<void> {
  const others = NODE_NAMES.filter((other) => other !== node);
  for (const other of others) await cordon(client, other);
  await client.request('DELETE', podsPath(name));
  await client.until(`the pods of ${name} are on one node`, async () => {
    const { pods } = await podsOf(client, name);
    return (pods.length === replicas && pods.every(({ spec }) => spec.nodeName === node)) || undefined;
  });
  await world.serving(replicas);
  for (const other of others) await cordon(client, other, false);
}
