import type { Client } from '../../bed/client';

/** A resource, or a part of one, that a server has. */
export interface ServedResource {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string | undefined;
  readonly namespaced: boolean;
}

interface Groups {
  readonly groups: readonly {
    readonly name: string;
    readonly versions: readonly { readonly groupVersion: string }[];
  }[];
}

interface Resources {
  readonly resources?: readonly { readonly name: string; readonly namespaced: boolean }[];
}

/** Every resource of a server's own, with its parts, in whatever version; those of custom kinds are left out. */
export async function servedResources(client: Client): Promise<readonly ServedResource[]> {
  const definitions = await client.request<{
    readonly items: readonly { readonly spec: { readonly group: string } }[];
  }>('GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
  const custom = new Set(definitions.body.items.map(({ spec }) => spec.group));
  const { groups } = (await client.request<Groups>('GET', '/apis')).body;
  const roots = [
    { group: '', root: '/api/v1' },
    ...groups
      .filter(({ name }) => !custom.has(name))
      .flatMap(({ name, versions }) =>
        versions.map(({ groupVersion }) => ({ group: name, root: `/apis/${groupVersion}` })),
      ),
  ];
  const found = new Map<string, ServedResource>();
  for (const { group, root } of roots) {
    const { resources = [] } = (await client.request<Resources>('GET', root)).body;
    for (const { name, namespaced } of resources) {
      const [resource = '', subresource] = name.split('/');
      found.set(`${group}/${name}`, { group, resource, subresource, namespaced });
    }
  }
  return [...found.values()];
}
