import type { Manifest } from '../../../lib';
import { written } from '../../support/apps';
import { crdsOfOthers } from '../../support/schema-validator';
import type { Client } from '../bed/client';
import { own } from './guard-rails/bindings';
import { inOrder } from './order';
import { established } from './ready';

const known = new Map<string, readonly Manifest[]>();

/**
 * The objects that an app of this repository writes for a version of Kubernetes, in the order of their waves; its admission
 * policies under names of their own, and in its own namespaces alone: files share the servers.
 */
export function objectsOf(app: string, kubernetes: string): readonly Manifest[] {
  return own(app, writtenBy(app, kubernetes));
}

/** The objects that an app writes for a version of Kubernetes, as they are, in the order of their waves. */
export function writtenBy(app: string, kubernetes: string): readonly Manifest[] {
  const key = `${app} ${kubernetes}`;
  const objects = known.get(key) ?? inOrder(written(app, kubernetes));
  known.set(key, objects);
  return objects;
}

/** The objects of the reference platform for a version of Kubernetes. */
export function referencePlatform(kubernetes: string): readonly Manifest[] {
  return objectsOf('platform', kubernetes);
}

/** What the apps expect to be there: the namespaces and kinds that others bring. */
export async function prepare(client: Client): Promise<void> {
  for (const name of ['argocd', 'ingress-nginx', 'monitoring']) {
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  const crds = crdsOfOthers() as readonly Manifest[];
  for (const crd of crds) {
    const manifest = { ...crd, apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
    // The largest of them takes the server most of a second, every time.
    if ((await client.get(manifest)).status !== 200)
      await client.apply(manifest, { fieldValidation: 'Ignore', force: 'true' });
  }
  for (const crd of crds) await established(client, String(crd.metadata.name));
}
