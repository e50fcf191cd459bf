import { BUILTIN_KINDS } from '../../core/api-resources';
import { PlatformError } from '../../core/errors';
import { nameProblem } from '../../core/names';
import type { Grant } from '../../core/policy-rules';

/** `pods`, `pods/exec`, `*`, `*\/scale`. */
const RESOURCE = /^(\*|[a-z0-9][-.a-z0-9]*)(\/(\*|[a-z0-9][-a-z0-9]*))?$/;
/** `get`, `*`, and `impersonate-on:user-info:list`. */
const VERB = /^(\*|[a-z][-:*a-z]*)$/;

const CLUSTER_SCOPED = new Set(
  BUILTIN_KINDS.filter(({ namespaced }) => !namespaced).map(({ group, plural }) => `${group}/${plural}`),
);

/**
 * Returns a grant in which a role would give what it says, names in order.
 * @param inNamespaces whether it is given in namespaces, and not in the whole cluster
 * @throws PlatformError without a path, for what no rule can be, and for a rule that gives nothing
 */
export function checkGrant(grant: Grant, { inNamespaces }: { readonly inNamespaces: boolean }): Grant {
  const { group, resource, verbs, resourceNames } = grant;
  if (group !== '' && group !== '*' && nameProblem('dns-subdomain', group)) wrong('group', group, GROUPS);
  if (/^v\d/.test(group)) wrong('group', group, GROUPS);
  if (!RESOURCE.test(resource)) wrong('resource', resource, 'its plural, in lower case: `pods`, `pods/exec`');
  if (verbs.length === 0) wrong('verbs', verbs, 'at least one verb');
  const verb = verbs.find((each) => !VERB.test(each));
  if (verb !== undefined) wrong('verbs', verb, 'verbs in lower case: `get`, `list`');
  if (inNamespaces) refuseClusterScoped(grant);
  if (!resourceNames) return grant;
  // RBAC takes no names for all names.
  if (resourceNames.length === 0)
    wrong('resourceNames', resourceNames, 'names, or no `resourceNames` for all');
  refuseUnnameable(grant);
  return { ...grant, resourceNames: [...new Set(resourceNames)].sort() };
}

const GROUPS = 'an API group without its version: `apps`, or the empty string for the core group';

function wrong(prop: string, given: unknown, allowed: string): never {
  throw new PlatformError({ problem: 'is nothing that a role can give', given, allowed }, { prop });
}

function refuseClusterScoped({ group, resource }: Grant): void {
  const [plural = ''] = resource.split('/');
  // `namespaces` in a namespace is that namespace itself.
  if (plural === 'namespaces' || !CLUSTER_SCOPED.has(`${group}/${plural}`)) return;
  throw new PlatformError(
    {
      problem: 'has no namespace, so that a role in one gives nothing',
      given: resource,
      fix: "state `where: 'cluster'`",
    },
    { prop: 'resource' },
  );
}

/** Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources */
function refuseUnnameable({ resource, verbs }: Grant): void {
  const unnameable = verbs.filter(
    (verb) => verb === 'deletecollection' || (verb === 'create' && !resource.includes('/')),
  );
  if (unnameable.length === 0) return;
  throw new PlatformError(
    {
      problem: `limits \`${unnameable.join('`, `')}\` to names, which the request does not tell: it would never be allowed`,
      given: verbs,
      fix: 'state it apart, without `resourceNames`',
    },
    { prop: 'resourceNames' },
  );
}
