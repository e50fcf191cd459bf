import type { Client } from '../../bed/client';
import { type Account, COPY, copyOf, type Held } from './held';
import type { Lack } from './lacks';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';

/** Accounts that hold copies of what another holds. */
export interface Copies {
  /** The account that holds all of it. */
  readonly whole: Account;
  /** The accounts that lack one part each. */
  readonly lacking: readonly (Lack & { readonly account: Account })[];
}

/**
 * Writes copies for each lack, and one without any after them all. Whoever is allowed what that one is for finds the
 * others in force as well: the authorizer learns of roles and bindings in the order in which they are written.
 */
export async function writeCopies(
  client: Client,
  held: Held,
  lacks: readonly Lack[],
  namespace: string,
): Promise<Copies> {
  const whole = { namespace, name: 'lacking-nothing' };
  const lacking = lacks.map((lack, index) => ({ ...lack, account: { namespace, name: `lacking-${index}` } }));
  await Promise.all(lacking.map((lack) => write(client, lack.held, lack.account)));
  await write(client, held, whole);
  return { whole, lacking };
}

/** Deletes all copies. */
export async function deleteCopies(client: Client, held: Held): Promise<void> {
  const query = { labelSelector: COPY };
  const places = new Set(
    [...held.roles, ...held.bindings].map(({ kind, metadata: { namespace } }) =>
      [RBAC, ...(namespace ? [`namespaces/${namespace}`] : []), `${kind.toLowerCase()}s`].join('/'),
    ),
  );
  await Promise.all([...places].map((place) => client.request('DELETE', place, { query })));
}

async function write(client: Client, held: Held, account: Account): Promise<void> {
  await Promise.all(
    copyOf(held, account).map(async (object) => {
      const { status, body } = await client.create(object);
      if (status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${body.message}`);
    }),
  );
}
