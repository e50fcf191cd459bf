import { PlatformError } from './errors';

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
