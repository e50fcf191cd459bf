import { z } from 'zod';
import { celRules } from '../kind/schema/fields';

/** Major versions of PostgreSQL, oldest first. The guide's schema has the first four. */
export const VERSIONS = ['12', '13', '14', '15', '16', '17', '18'] as const;

/**
 * Versions past their end of life when this release was made, and the day of their last release. The clock is never
 * read: the same code gives the same warnings on any day.
 *
 * Source: https://www.postgresql.org/support/versioning/
 */
export const END_OF_LIFE: Readonly<Record<string, string>> = {
  '12': '2024-11-21',
  '13': '2025-11-13',
  '14': '2026-11-12',
};

/** Major version. Any later one is reached in one step, since pg_upgrade can pass over versions; none leads back. */
export const version = z
  .enum(VERSIONS)
  .meta(
    celRules({
      rule: 'int(self) >= int(oldSelf)',
      message:
        'version cannot go down: PostgreSQL has no way back; restore a backup of the older version instead',
    }),
  )
  .describe(
    'Major version of PostgreSQL. Minor versions are those of the image of the operator. A later version upgrades the database in place, with an outage; no version leads back. 12, 13 and 14 are past their end of life.',
  );
