import type { Client } from '../../bed/client';
import type { RecordedCall } from '../../recording/recorded-call';
import type { OwnerReference } from '../rbac/owners';

/** What an authorizer is asked for a call. */
export interface Attributes {
  readonly verb: string;
  readonly group: string;
  /** With a subresource: `deployments/status`. */
  readonly resource: string;
  /** Undefined for what has no namespace, and for all namespaces. */
  readonly namespace: string | undefined;
  /** Undefined for what is of no single object. */
  readonly name: string | undefined;
}

const RESOURCE =
  /^(?:\/api|\/apis\/(?<group>[^/]+))\/[^/]+(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[^/]+)(?:\/(?<name>[^/]+))?(?:\/(?<part>[^/]+))?$/;
const VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch' };

/**
 * The attributes that a path and a method come to; undefined for what is no resource, such as discovery.
 * @see {@link https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb}
 */
export function attributesOf({
  method,
  path,
  query = {},
}: Pick<RecordedCall, 'method' | 'path' | 'query'>): Attributes | undefined {
  const found = RESOURCE.exec(path)?.groups;
  if (!found?.plural) return undefined;
  const { group = '', namespace, plural, name, part } = found;
  const one = name !== undefined;
  const reading = one ? 'get' : query.watch === 'true' ? 'watch' : 'list';
  const deleting = one ? 'delete' : 'deletecollection';
  const verb = VERBS[method] ?? (method === 'DELETE' ? deleting : reading);
  return { verb, group, resource: part ? `${plural}/${part}` : plural, namespace, name };
}

/** All that a call is asked for: what is applied is created where it is not there, and may hold back its owners. */
export async function neededFor(client: Client, call: RecordedCall): Promise<readonly Attributes[]> {
  const own = attributesOf(call);
  if (!own) return [];
  if (call.status !== 201) return [own];
  const held = ownersIn(call).filter(({ blockOwnerDeletion }) => blockOwnerDeletion);
  return [
    own,
    ...(call.method === 'PATCH' ? [{ ...own, verb: 'create' }] : []),
    ...(await Promise.all(held.map((owner) => finalizersOf(client, owner, String(own.namespace))))),
  ];
}

/** The owners that an object names which a call makes or changes. */
export function ownersIn({ body }: RecordedCall): readonly OwnerReference[] {
  const { metadata } = (body ?? {}) as {
    readonly metadata?: { readonly ownerReferences?: readonly OwnerReference[] };
  };
  return metadata?.ownerReferences ?? [];
}

/** What OwnerReferencesPermissionEnforcement asks for. */
async function finalizersOf(
  client: Client,
  { apiVersion, kind, name }: OwnerReference,
  namespace: string,
): Promise<Attributes> {
  const path = await client.pathOf({ apiVersion, kind, metadata: { name, namespace } });
  const owner = attributesOf({ method: 'PUT', path });
  if (!owner) throw new Error(`${path} is no path of an object`);
  return { ...owner, resource: `${owner.resource}/finalizers` };
}
