import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { PlatformError } from '../../../lib/core/errors';
import { Cron } from '../../../lib/core/values/cron';

/** Expressions, and whether robfig/cron v3.0.1 (`ParseStandard`) and Kubernetes' rule on time zones accept them. */
const cases: readonly (readonly [string, boolean])[] = JSON.parse(
  readFileSync(join(__dirname, 'cron.cases.json'), 'utf8'),
);

const accepted = (input: string): boolean => {
  try {
    Cron.of(input);
    return true;
  } catch (error) {
    if (error instanceof PlatformError) return false;
    throw error;
  }
};

const FIELDS = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12 },
  { name: 'day of week', min: 0, max: 6 },
] as const;

const field = ({ min, max }: { min: number; max: number }) => {
  const number = fc.integer({ min, max });
  const range = fc.tuple(number, number).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const span = fc.oneof(fc.constantFrom('*', '?'), number.map(String), range);
  const stepped = fc.tuple(span, fc.integer({ min: 1, max: 99 })).map(([text, step]) => `${text}/${step}`);
  return fc.array(fc.oneof(span, stepped), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(','));
};

const fields = fc.tuple(...FIELDS.map(field));

describe('a schedule', () => {
  it('is accepted and refused as Kubernetes does', () => {
    expect(cases.filter(([input, valid]) => accepted(input) !== valid)).toEqual([]);
  });

  it('is checked against a table with more than a hundred of each kind', () => {
    expect(cases.filter(([, valid]) => valid).length).toBeGreaterThan(100);
    expect(cases.filter(([, valid]) => !valid).length).toBeGreaterThan(100);
  });

  it('may have any numbers, ranges, steps and lists within the bounds of its fields', () => {
    fc.assert(
      fc.property(fields, (texts) => {
        expect(Cron.of(texts.join(' ')).toString()).toBe(texts.join(' '));
      }),
    );
  });

  it('is written with single spaces', () => {
    expect(Cron.of('  */5  0-6\t1,15 *\u00a0MON-fri\n').toString()).toBe('*/5 0-6 1,15 * MON-fri');
    fc.assert(
      fc.property(fields, fc.constantFrom('  ', '\t', ' \n '), (texts, space) => {
        expect(Cron.of(texts.join(space)).toString()).toBe(texts.join(' '));
      }),
    );
  });

  it('may be a descriptor', () => {
    for (const name of ['hourly', 'daily', 'midnight', 'weekly', 'monthly', 'yearly', 'annually']) {
      expect(Cron.of(`@${name}`).toString()).toBe(`@${name}`);
    }
    expect(Cron.of('@every 1h30m').toString()).toBe('@every 1h30m');
  });

  it('is returned as it is when it is one already', () => {
    const daily = Cron.of('@daily');
    expect(Cron.of(daily)).toBe(daily);
  });

  it('is a string in JSON', () => {
    expect(JSON.stringify({ schedule: Cron.of('0  0 * * *') })).toBe('{"schedule":"0 0 * * *"}');
  });
});

describe('a schedule that Kubernetes would refuse', () => {
  it('has a message that names the field and its range', () => {
    fc.assert(
      fc.property(
        fields,
        fc.constantFrom(0, 1, 2, 3, 4),
        fc.integer({ min: 60, max: 1e6 }),
        (texts, index, number) => {
          const { name, min, max } = FIELDS[index];
          const text = texts.map((field, at) => (at === index ? number : field)).join(' ');
          expect(() => Cron.of(text)).toThrow(
            `is not a CronJob schedule: ${name} "${number}" is above ${max}; given: ${JSON.stringify(text)}; allowed: ${name} ${min}-${max}`,
          );
        },
      ),
    );
  });

  const fiveFields =
    'allowed: five fields (minute, hour, day of month, month, day of week) or a descriptor such as @daily';
  const weekday = 'allowed: day of week 0-6 or SUN-SAT, "*", lists (a,b), ranges (a-b) and steps (*/n)';
  const minute = 'allowed: minute 0-59, "*", lists (a,b), ranges (a-b) and steps (*/n)';

  it.each([
    ['', `; given: ""; ${fiveFields}`],
    ['* *', `: it has 2 fields; given: "* *"; ${fiveFields}`],
    ['0', `: it has 1 field; given: "0"; ${fiveFields}`],
    [
      '0 */5 * * * *',
      `: it has 6 fields; given: "0 */5 * * * *"; ${fiveFields}; fix: leave out the seconds (the first field), and the year if there is one`,
    ],
    [
      'CRON_TZ=Europe/Paris 0 0 * * *',
      ': Kubernetes refuses a time zone within it; given: "CRON_TZ=Europe/Paris 0 0 * * *"; fix: use spec.timeZone',
    ],
    [
      'TZ=UTC @daily',
      ': Kubernetes refuses a time zone within it; given: "TZ=UTC @daily"; fix: use spec.timeZone',
    ],
    [
      '@reboot',
      ': it is no descriptor that Kubernetes knows; given: "@reboot"; allowed: @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually, @every <duration>, in lower case',
    ],
    [
      '@every 1d',
      ': "@every" is not followed by a Go duration; given: "@every 1d"; allowed: numbers with a unit (ns, us, ms, s, m, h) without spaces, as in "@every 1h30m"',
    ],
    [
      '0 0 * * 7',
      `: day of week "7" is above 6; given: "0 0 * * 7"; ${weekday}; fix: write SUN or 0 for Sunday`,
    ],
    [
      '0 0 * * FRI-MON',
      `: day of week "FRI-MON" ends before it starts; given: "0 0 * * FRI-MON"; ${weekday}; fix: write it as two ranges, with a comma`,
    ],
    [
      '0 0 0 * *',
      ': day of month "0" is below 1; given: "0 0 0 * *"; allowed: day of month 1-31, "*", lists (a,b), ranges (a-b) and steps (*/n)',
    ],
    [
      '0 0 * foo *',
      ': month "foo" is not made of its numbers or names; given: "0 0 * foo *"; allowed: month 1-12 or JAN-DEC, "*", lists (a,b), ranges (a-b) and steps (*/n)',
    ],
    [
      '*/0 * * * *',
      `: minute "*/0" has a step that is not a positive integer; given: "*/0 * * * *"; ${minute}`,
    ],
    ['1/2/3 * * * *', `: minute "1/2/3" has more than one "/"; given: "1/2/3 * * * *"; ${minute}`],
    ['1-2-3 * * * *', `: minute "1-2-3" has more than one "-"; given: "1-2-3 * * * *"; ${minute}`],
  ])('has a message that says why: %j', (input, message) => {
    expect(() => Cron.of(input)).toThrow(new Error(`is not a CronJob schedule${message}`));
  });

  it.each([undefined, null, 5, {}])('may be no text at all: %p', (input) => {
    expect(() => Cron.of(input as never)).toThrow(PlatformError);
  });
});
