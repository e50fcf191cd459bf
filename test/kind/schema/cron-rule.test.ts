import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { PlatformError } from '../../../lib/core/errors';
import { Cron } from '../../../lib/core/values/cron';
import { CRON_FIELDS } from '../../../lib/core/values/cron-fields';
import { cronRule, reversedPattern, schedulePattern } from '../../../lib/kind/schema/cron-rule';

const fields = RE2JS.compile(schedulePattern());
const reversed = RE2JS.compile(reversedPattern());

/** What the rule says of a schedule of fields; of descriptors, API servers are asked. */
function allowed(schedule: string): boolean {
  const lower = schedule.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return fields.matcher(lower).find() && !reversed.matcher(lower).find() && !schedule.includes('TZ');
}

function parsed(schedule: string): boolean {
  try {
    Cron.of(schedule);
    return true;
  } catch (error) {
    if (error instanceof PlatformError) return false;
    throw error;
  }
}

/** What the rule cannot tell: steps beyond 64 bits, and spaces beyond ASCII, which synth writes as blanks. */
const BEYOND = /\/9223372036854775808|[\u0085\u00a0\u3000]/;

const cases: readonly (readonly [string, boolean])[] = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'core', 'values', 'cron.cases.json'), 'utf8'),
);

describe('the rule for schedules', () => {
  test('takes and refuses what Kubernetes does', () => {
    const known = cases.filter(([schedule]) => !schedule.startsWith('@') && !BEYOND.test(schedule));
    expect(known.length).toBeGreaterThan(150);
    expect(known.filter(([schedule, valid]) => allowed(schedule) !== valid)).toEqual([]);
  });

  test('takes what synth makes of whatever Kubernetes takes', () => {
    const valid = cases.filter(([schedule, ok]) => ok && !schedule.startsWith('@'));
    expect(valid.filter(([schedule]) => !allowed(Cron.of(schedule).toString()))).toEqual([]);
  });

  test.each(CRON_FIELDS)('knows the order of every two values of the $name', ({ min, max, names }) => {
    const values = [
      ...Array.from({ length: max - min + 3 }, (_, index) => String(min + index - 1)),
      ...['+0', '00'].map((zeros) => `${zeros}${max}`),
      ...names,
      ...names.map((name) => name.toUpperCase()),
    ].filter((value) => !value.startsWith('-'));
    const index = CRON_FIELDS.findIndex((field) => field.max === max && field.names === names);
    const wrong = values.flatMap((first) =>
      values
        .map((last) => CRON_FIELDS.map((_, at) => (at === index ? `${first}-${last}/2` : '*')).join(' '))
        .filter((schedule) => allowed(schedule) !== parsed(schedule)),
    );
    expect(wrong).toEqual([]);
  });

  test('agrees with synth on whatever looks like a schedule', () => {
    const token = fc.oneof(
      fc.constantFrom('*', '?', ',', '-', '/', ' ', '  ', '\t', '0', '+', 'jan', 'Sun', 'TZ', 'a', '\n'),
      fc.nat(70).map(String),
    );
    const field = fc.array(token, { minLength: 1, maxLength: 4 }).map((tokens) => tokens.join(''));
    let valid = 0;
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant('*'), field), { minLength: 4, maxLength: 6 }), (texts) => {
        const schedule = texts.join(' ');
        if (parsed(schedule)) valid++;
        expect([schedule, allowed(schedule)]).toEqual([schedule, parsed(schedule)]);
      }),
      { numRuns: 20_000, seed: 11 },
    );
    expect(valid).toBeGreaterThan(300);
  });

  test('is small enough for a definition, and says what is meant', () => {
    const { rule, message } = cronRule();
    expect(rule.length).toBeLessThan(4500);
    expect(message).toContain('five fields');
  });
});
