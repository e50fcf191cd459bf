import { PlatformError } from '../../core/errors';
import type { GuardRails } from './guard-rails';

/**
 * Whether guard rails hold members: where there are some, and they refuse what they find.
 * @throws PlatformError without a path for a word that is misspelt, by which none would hold anybody
 */
export function areInForce(guardRails: GuardRails | 'installed' | undefined): boolean {
  if (guardRails === undefined) return false;
  if (guardRails === 'installed') return true;
  if (Object(guardRails).enforcement !== undefined) return guardRails.enforcement === 'Deny';
  throw new PlatformError({
    problem: 'are no guard rails',
    given: guardRails,
    allowed: "the GuardRails of this app, or 'installed'",
  });
}
