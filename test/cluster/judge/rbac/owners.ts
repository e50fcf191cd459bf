import type { Permission } from '../../../../lib/operator';
import type { Client } from '../../bed/client';
import { servedAt } from './resources';

/** What an object says of who owns it. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly blockOwnerDeletion: true;
}

/**
 * References to owners of every kind whose deletion an operator may have held back by what it makes. Servers with
 * OwnerReferencesPermissionEnforcement refuse a reference to any other.
 */
export async function ownersOf(
  client: Client,
  permissions: readonly Permission[],
): Promise<readonly OwnerReference[]> {
  const owners = permissions.filter(({ resource }) => resource.endsWith('/finalizers'));
  return Promise.all(
    owners.map(async ({ group, resource }, index) => {
      const { apiVersion, kind } = await servedAt(client, group, resource.replace('/finalizers', ''));
      const uid = `00000000-0000-4000-8000-00000000000${index}`;
      return { apiVersion, kind, name: 'judged', uid, blockOwnerDeletion: true };
    }),
  );
}
