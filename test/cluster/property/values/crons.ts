import * as fc from 'fast-check';
import { CRON_DESCRIPTORS } from '../../../../lib/core/values/cron-fields';

const MONTHS = ['jan', 'FEB', 'Mar', 'dec'];
const DAYS = ['sun', 'MON', 'Fri', 'sat'];

function field(min: number, max: number, names: readonly string[] = []): fc.Arbitrary<string> {
  const number = fc.integer({ min, max });
  const range = fc.tuple(number, number).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const span = fc.oneof(fc.constantFrom('*', '?'), number.map(String), range, fc.constantFrom('*', ...names));
  const part = fc.oneof(
    span,
    fc.tuple(span, fc.integer({ min: 1, max: 99 })).map((parts) => parts.join('/')),
  );
  return fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));
}

/** Schedules of every form. */
export const cron: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12, MONTHS), field(0, 6, DAYS))
      .map((fields) => fields.join(' ')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...CRON_DESCRIPTORS),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('@every 1h30m', '@every 90s', '@every 1.5h', '@every -1µs', '  0  2 * *  * '),
  },
);
