import type { Manifest } from '../../../lib';
import { crdsOfOthers } from '../../support/schema-validator';
import type { Client } from '../bed/client';
import { established } from './ready';

interface Definition extends Manifest {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

/** What the apps expect to be there: the namespaces and kinds that others bring. */
export async function prepare(client: Client): Promise<void> {
  for (const name of ['argocd', 'ingress-nginx', 'monitoring']) {
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  // The largest of them takes the server most of a second to apply, and a tenth to read, every time.
  const missing: Definition[] = [];
  for (const crd of crdsOfOthers() as readonly Definition[]) {
    const { group, names, versions } = crd.spec;
    const offered = versions.filter(({ served }) => served);
    const found = await Promise.all(offered.map(({ name }) => client.serves(`${group}/${name}`, names.kind)));
    if (found.includes(false)) missing.push(crd);
  }
  for (const crd of missing) {
    const manifest = { ...crd, apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
    await client.apply(manifest, { fieldValidation: 'Ignore', force: 'true' });
  }
  for (const crd of missing) await established(client, String(crd.metadata.name));
}
