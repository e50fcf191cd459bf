import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';
import { defaultAccount } from '../bed/default-account';

interface Conditions {
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[] | null;
  };
}

/** Waits until the API server serves a kind. */
export async function established(client: Client, name: string): Promise<void> {
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
  await client.until(`${name} is established`, async () => {
    const { body } = await client.request<Conditions>('GET', path);
    const conditions = body.status?.conditions ?? [];
    return conditions.some(({ type, status }) => type === 'Established' && status === 'True') || undefined;
  });
}

/** Waits until a quota is counted: until then, what it bounds is refused. */
async function counted(client: Client, quota: Manifest): Promise<void> {
  await client.until(`the quota of ${quota.metadata.namespace} is counted`, async () => {
    const { body } = await client.get(quota);
    return (body.status as { hard?: object } | undefined)?.hard && true;
  });
}

/** Waits as GitOps does between waves, until others can build on an object that was applied. */
export async function ready(client: Client, manifest: Manifest): Promise<void> {
  if (manifest.kind === 'CustomResourceDefinition') await established(client, String(manifest.metadata.name));
  if (manifest.kind === 'ResourceQuota') await counted(client, manifest);
  if (manifest.kind === 'Namespace') await defaultAccount(client, String(manifest.metadata.name));
}
