import type { IConstruct } from 'constructs';
import type { Check, Finding } from '../../core/check';
import { READ } from '../../core/rbac-terms';
import type { HeldRole } from '../../rbac/held-roles';
import { permissionMatrixOf } from '../../rbac/matrix-of';
import { partsOf, type Rule } from '../../rbac/rule';
import { homeOf, subjectKey } from '../../rbac/subject';
import { tenantMapOf } from '../tenant-map';
import type { AloneFacts } from './alone-check';

/** What gives more than a look where it is read: credentials, and by web sockets and proxies the insides of pods. */
const GRAVE_READS: ReadonlySet<string> = new Set([
  '*',
  'pods/*',
  'pods/attach',
  'pods/exec',
  'pods/portforward',
  'pods/proxy',
  'secrets',
  'services/*',
  'services/proxy',
]);

/**
 * In the namespace of a virtual cluster nobody has rights but the virtual cluster itself: who reads its Secrets has the
 * credentials of its administrator, who creates pods can run one as its control plane, and who changes anything else
 * there changes what it is made of. To look at the rest is no harm.
 *
 * An account that lives where no tenant is belongs to the platform, as everywhere.
 * Source: `WriteKubeConfig` in github.com/loft-sh/vcluster, pkg/util/kubeconfig/kubeconfig.go.
 */
export function memberCheck(scope: IConstruct, facts: AloneFacts & { readonly account: string }): Check {
  return (objects) => {
    const tenants = tenantMapOf(objects, scope.node.root);
    const own = `ServiceAccount ${facts.namespace}/${facts.account}`;
    const isMember = (key: string): boolean => {
      const home = homeOf(key);
      return key !== own && (home === undefined || home === facts.namespace || !!tenants.of(home));
    };
    return permissionMatrixOf(objects, scope.node.root)
      .held.filter(({ namespace }) => namespace === facts.namespace)
      .flatMap((held) => {
        const members = held.subjects
          .map((subject) => subjectKey(subject, held.namespace))
          .filter((key) => key !== undefined && isMember(key));
        const grave = graveRight(held);
        return members.length > 0 && grave !== undefined ? [finding(facts, held, members, grave)] : [];
      });
  };
}

function finding(
  { path, namespace }: AloneFacts,
  { binding, role }: HeldRole,
  members: readonly unknown[],
  grave: string,
): Finding {
  return {
    path: binding.path,
    problem: `gives ${members.join(', ')} more than a look in namespace ${namespace}, where the credentials and the pods of the virtual cluster ${path} are: ${grave}`,
    given: role,
    allowed: 'rights to read what holds no credentials',
    fix: 'make them no members of the namespace, or viewers; what they are to do, bind inside of the virtual cluster',
  };
}

/** The right of a role that is more than a look, of several the one to credentials or to pods; `undefined` without any. */
function graveRight({ role, rules }: HeldRole): string | undefined {
  if (!rules) return `whatever ${role} gives, which is not in the app`;
  const parts = rules.flatMap(partsOf).filter(isGrave);
  const of = (pattern: RegExp) => parts.find(({ resources: [resource = ''] }) => pattern.test(resource));
  const part = of(/^(\*|secrets)$/) ?? of(/^pods\b/) ?? parts[0];
  return part && `${part.verbs[0]} ${part.resources[0]}`;
}

function isGrave({ verbs: [verb = ''], apiGroups: [group = ''], resources: [resource] }: Rule): boolean {
  if (resource === undefined) return false;
  return !READ.includes(verb) || (['', '*'].includes(group) && GRAVE_READS.has(resource));
}
