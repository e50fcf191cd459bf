import type { Manifest } from '../../../../lib';
import type { Permission } from '../../../../lib/operator';
import type { Client } from '../../bed/client';
import type { Call } from './call';
import type { OwnerReference } from './owners';
import { servedAt } from './resources';
import { SAMPLES } from './samples';

/** Name of the object that calls are made on, and of one that they make. */
const THERE = 'judged';
const NEW = 'judged-new';

/** Where a permission is tried. */
export interface Place {
  /** The namespace; undefined for what has none. */
  readonly namespace: string | undefined;
  /** The owners of what is kept there. */
  readonly owners: readonly OwnerReference[];
}

/**
 * The calls that a permission is for, each verb as an operator makes it: objects are kept by server-side apply, status
 * and finalizers by a patch. What the calls are made on is created first.
 * @param client of an administrator
 * @param made where what was created is noted, to be deleted at the end
 */
export async function trialOf(
  client: Client,
  permission: Permission,
  { namespace, owners }: Place,
  made: Manifest[],
): Promise<readonly Call[]> {
  const { group, resource, verbs, resourceNames, reason } = permission;
  const [plural = '', subresource] = resource.split('/');
  const { apiVersion, kind, root } = await servedAt(client, group, plural);
  const objectOf = (name: string): Manifest => {
    const sample = SAMPLES[`${group}/${plural}`];
    if (!sample) throw new Error(`there is no sample of ${group}/${plural}`);
    return { apiVersion, kind, metadata: { name, namespace }, ...sample(namespace ?? '') };
  };
  const upserts = verbs.includes('create');
  const onExisting = resourceNames || subresource || (verbs.includes('patch') && !upserts);
  const objects: Manifest[] = [];
  for (const name of onExisting ? (resourceNames ?? [THERE]) : []) {
    const object = await created(client, objectOf(name));
    made.push(object);
    objects.push(object);
  }
  const target: Target = {
    collection: `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}`,
    subresource,
    fresh: () => (upserts && verbs.includes('patch') ? owned(objectOf(NEW), owners) : objectOf(NEW)),
    upserts,
  };
  const where = namespace === undefined ? 'in the cluster' : `in ${namespace}`;
  return verbs.flatMap((verb) =>
    (objects.length > 0 ? objects : [undefined]).map((object) => ({
      ...callOf(verb, target, object),
      what: `${verb} ${resource} ${where} (${reason})`,
    })),
  );
}

function owned(object: Manifest, ownerReferences: readonly OwnerReference[]): Manifest {
  const metadata = { ...object.metadata, ownerReferences };
  return { ...object, metadata };
}

async function created(client: Client, object: Manifest): Promise<Manifest> {
  const { status, body } = await client.apply(object);
  if (status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${body.message}`);
  return body;
}

interface Target {
  readonly collection: string;
  readonly subresource: string | undefined;
  /** Whether what is patched is created where it is not there. */
  readonly upserts: boolean;
  /** An object that is not there yet. */
  fresh(): Manifest;
}

type Request = Omit<Call, 'what'>;

function callOf(verb: string, target: Target, object: Manifest | undefined): Request {
  const { collection, subresource, upserts } = target;
  const path = [collection, object?.metadata.name ?? THERE, subresource].filter(Boolean).join('/');
  switch (verb) {
    case 'get':
      return { method: 'GET', path, accepts: object ? [] : [404] };
    case 'list':
      return { method: 'GET', path: collection };
    case 'watch':
      return { method: 'GET', path: collection, query: { watch: 'true', timeoutSeconds: '1' } };
    case 'create':
      return { method: 'POST', path: collection, body: target.fresh() };
    case 'patch':
      return upserts ? applying(collection, target.fresh()) : patching(path, subresource);
    case 'update':
      // No server serves `finalizers`: it is what the authorizer is asked for when owner references are set.
      return { method: 'PUT', path, body: object, accepts: subresource === 'finalizers' ? [404] : [] };
    default:
      throw new Error(`nobody knows how to try the verb ${verb}`);
  }
}

function applying(collection: string, body: Manifest): Request {
  const query = { fieldManager: 'judged', fieldValidation: 'Strict' };
  const path = `${collection}/${body.metadata.name}`;
  return { method: 'PATCH', path, body, contentType: 'application/apply-patch+yaml', query };
}

function patching(path: string, subresource: string | undefined): Request {
  const body =
    subresource === 'status'
      ? { status: { phase: 'Running' } }
      : { metadata: { finalizers: ['example.com/judged'] } };
  const query = { fieldValidation: 'Strict' };
  return { method: 'PATCH', path, body, contentType: 'application/merge-patch+json', query };
}
