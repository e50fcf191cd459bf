import { PlatformError } from './errors';

/** Annotation of a binding that says why it gives a member of a tenant what the tenant does not. */
export const REASON = 'cdk8s-platform/reason';

/** Annotation of a role that says why each of its rules is there. */
export const REASONS = 'cdk8s-platform/reasons';

/**
 * Returns a reason when it is one: some text on one line, as annotations and reports show it.
 * @throws PlatformError without a path, when it is not
 */
export function checkReason(reason: string): string {
  if (typeof reason === 'string' && /\S/.test(reason) && !/[\p{Cc}\u2028\u2029]/u.test(reason))
    return reason.trim();
  throw new PlatformError({
    problem: 'is no reason',
    given: reason,
    allowed: 'a phrase on one line that tells a reviewer why this is needed',
  });
}
