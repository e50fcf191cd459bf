import { CLUSTER } from '../../../apps/platform/cluster';
import { platform } from '../../../apps/platform/main';
import { Cluster, type Manifest } from '../../../lib';
import { argoCdCrds } from '../../support/schema-validator';
import type { Client } from '../bed/client';
import { inOrder } from './order';
import { quickstart } from './quickstart';
import { established } from './ready';

/** The reference platform, for a version of Kubernetes. */
export function referencePlatform(kubernetes: string): readonly Manifest[] {
  const app = platform(new Cluster({ ...CLUSTER, kubernetes }));
  return inOrder(app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest)));
}

/** The objects of every app of this repository, for a version of Kubernetes. */
export function everyApp(kubernetes: string): readonly Manifest[] {
  return [...referencePlatform(kubernetes), ...quickstart()];
}

/** What the apps expect to be there: the namespaces and kinds that others bring. */
export async function prepare(client: Client): Promise<void> {
  for (const name of ['argocd', 'ingress-nginx', 'monitoring']) {
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  const crds = argoCdCrds() as readonly Manifest[];
  for (const crd of crds) {
    const manifest = { ...crd, apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
    // The largest of them takes the server most of a second, every time.
    if ((await client.get(manifest)).status !== 200)
      await client.apply(manifest, { fieldValidation: 'Ignore', force: 'true' });
  }
  for (const crd of crds) await established(client, String(crd.metadata.name));
}
