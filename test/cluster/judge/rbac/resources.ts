import type { Client } from '../../bed/client';

/** Where a resource is served. */
export interface Served {
  readonly apiVersion: string;
  readonly kind: string;
  /** Path of its API: `/apis/apps/v1`. */
  readonly root: string;
}

interface Group {
  readonly preferredVersion: { readonly groupVersion: string };
}

interface Resources {
  readonly resources: readonly { readonly name: string; readonly kind: string }[];
}

/** Asks the server where a resource is served, as permissions name neither version nor kind. */
export async function servedAt(client: Client, group: string, plural: string): Promise<Served> {
  const root = group === '' ? '/api/v1' : `/apis/${await preferred(client, group)}`;
  const { resources } = (await client.request<Resources>('GET', root)).body;
  const found = resources.find(({ name }) => name === plural);
  if (!found) throw new Error(`the server has no ${plural} at ${root}`);
  return { root, kind: found.kind, apiVersion: root.replace(/^\/apis?\//, '') };
}

async function preferred(client: Client, group: string): Promise<string> {
  const { body } = await client.request<Group>('GET', `/apis/${group}`);
  return body.preferredVersion.groupVersion;
}
