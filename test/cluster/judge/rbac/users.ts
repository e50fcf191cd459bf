import { isDeepStrictEqual } from 'node:util';
import type { ApiResource, Manifest, UserRole } from '../../../../lib';
import type { Client } from '../../bed/client';
import { type Judgement, settled } from '../judgement';

/** Every verb that the API server asks for when somebody uses an object, and what it asks of its parts. */
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const PARTS = ['', 'finalizers', 'scale', 'status'];
/** Authorizers learn of roles a moment after these are written. */
const PATIENCE = 2_000;

interface Review {
  readonly status: { readonly allowed: boolean };
}

interface Role extends Manifest {
  readonly rules?: readonly object[] | null;
}

/** Waits until the controller of aggregated roles has added roles to the built-in ones that they are labelled for. */
export async function aggregated(client: Client, objects: readonly Manifest[]): Promise<void> {
  for (const role of objects as readonly Role[]) {
    for (const label of Object.keys(role.metadata.labels ?? {})) {
      const [, builtIn] = /aggregate-to-(\w+)$/.exec(label) ?? [];
      if (!builtIn) continue;
      await client.until(`${role.metadata.name} is a part of ${builtIn}`, async () => {
        const { body } = await client.request<Role>(
          'GET',
          `/apis/rbac.authorization.k8s.io/v1/clusterroles/${builtIn}`,
        );
        const has = (rule: object) => (body.rules ?? []).some((other) => isDeepStrictEqual(other, rule));
        return (role.rules ?? []).every(has) || undefined;
      });
    }
  }
}

/**
 * Asks the authorizer for every verb on objects of a kind and on their parts: each that somebody has beside those
 * expected, and each expected that he lacks, is a finding.
 * @param expected by part of an object, the empty string for the object itself
 */
export async function judgeVerbs(
  client: Client,
  role: UserRole,
  { group, plural }: ApiResource,
  namespace: string,
  expected: Readonly<Record<string, readonly string[]>>,
): Promise<Judgement> {
  const asked = PARTS.flatMap((part) => VERBS.map((verb) => ({ part, verb })));
  const ask = async (part: string, verb: string): Promise<readonly string[]> => {
    const resourceAttributes = { group, resource: plural, subresource: part, verb, namespace };
    const { body } = await client.request<Review>(
      'POST',
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes },
        },
      },
    );
    const should = expected[part]?.includes(verb) ?? false;
    if (body.status.allowed === should) return [];
    const what = part === '' ? plural : `${plural}/${part}`;
    return [`${role} ${should ? 'may not' : 'may'} ${verb} ${what} in ${namespace || 'the cluster'}`];
  };
  return settled(PATIENCE, async () => {
    const findings = (await Promise.all(asked.map(({ part, verb }) => ask(part, verb)))).flat();
    return { findings, counts: { 'verbs as expected': asked.length - findings.length } };
  });
}
