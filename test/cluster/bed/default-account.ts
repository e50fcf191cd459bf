import type { Client } from './client';

/** Waits until controllers have made the default account of a namespace: only then may pods be created there. */
export async function defaultAccount(client: Client, namespace: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
  await client.until(`pods may be created in ${namespace}`, async () => {
    const { status } = await client.request('GET', path);
    return status === 200 || undefined;
  });
}
