import { PlatformError } from '../core/errors';
import type { PodSecurityProps } from '../core/namespace';
import { PodSecurityLevel } from '../core/pod-security';

/** The levels under which what isolates tenants holds: neither admits a pod with the network or the files of its node. */
export const TENANT_LEVELS: readonly string[] = [PodSecurityLevel.RESTRICTED, PodSecurityLevel.BASELINE];

/** What to do with a pod that needs the node. */
export const OUTSIDE_OF_TENANTS =
  'run what needs the node in a Namespace of the platform, where no member creates pods';

/**
 * Returns the props of pod security alone when namespaces of tenants may have them.
 * @throws PlatformError without a path, for a level that they may not have
 */
export function tenantPodSecurity({
  podSecurity = PodSecurityLevel.RESTRICTED,
  podSecurityReason,
  podSecurityWarn,
  podSecurityAudit,
  podSecurityVersion,
}: PodSecurityProps): PodSecurityProps {
  if (TENANT_LEVELS.includes(podSecurity))
    return { podSecurity, podSecurityReason, podSecurityWarn, podSecurityAudit, podSecurityVersion };
  const isPrivileged = podSecurity === PodSecurityLevel.PRIVILEGED;
  throw new PlatformError({
    problem: isPrivileged
      ? 'admits pods with the network and the files of their node, which nothing keeps from other tenants'
      : 'is no level of pod security',
    given: podSecurity,
    allowed: TENANT_LEVELS.join(', '),
    ...(isPrivileged && {
      fix: `${OUTSIDE_OF_TENANTS}; \`baseline\`, with a reason, admits what only needs root, or capabilities`,
    }),
  });
}
