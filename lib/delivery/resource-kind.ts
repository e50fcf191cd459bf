import { PlatformError } from '../core/errors';
import { checkName } from '../core/names';

/** A kind of object that a project permits. */
export interface ResourceKind {
  /** API group, empty for the core group; no patterns. */
  readonly group: string;
  /** Kind, as in `Deployment`; no patterns. */
  readonly kind: string;
}

/**
 * Returns a kind when it is exactly one.
 * @throws PlatformError when its group or kind is a pattern or not valid
 */
export function checkResourceKind({ group, kind }: ResourceKind): ResourceKind {
  if (group !== '') checkName('dns-subdomain', group);
  if (typeof kind !== 'string' || !/^[A-Za-z][A-Za-z0-9]*$/.test(kind)) {
    throw new PlatformError({
      problem: 'is not the name of one kind',
      given: kind,
      allowed: 'letters and digits, as in Deployment',
    });
  }
  return { group, kind };
}
