import { PlatformError } from '../errors';
import { markClass } from '../mark';
import {
  CRON_DESCRIPTORS as DESCRIPTORS,
  CRON_FIELDS as FIELDS,
  type CronField as Field,
} from './cron-fields';

const EVERY = '@every ';

const FORM = 'five fields (minute, hour, day of month, month, day of week) or a descriptor such as @daily';

/** What Go's `strings.Fields` separates fields by; JavaScript's `\s` differs from it. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** Units of Go's durations, in nanoseconds; the micro sign and the Greek letter mean the same. */
const UNITS: Record<string, bigint> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const TERM = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/;
const DURATION = new RegExp(`^[+-]?(?:0|(?:${TERM.source})+)$`);
const MAX_INT64 = 2n ** 63n - 1n;

/**
 * Schedule of a CronJob (`spec.schedule`), exactly as Kubernetes accepts it: five fields (minute, hour, day
 * of month, month, day of week) or a descriptor (`@daily`, `@every 1h30m`). Times are those of
 * `spec.timeZone`.
 *
 * Sources: `ParseStandard` of github.com/robfig/cron v3.0.1, and `validateScheduleFormat` in Kubernetes'
 * pkg/apis/batch/validation, which refuses a time zone within the schedule. Like Kubernetes, it accepts
 * schedules that never fire (`0 0 31 2 *`).
 */
export class Cron {
  static {
    markClass(Cron, 'Cron');
  }

  /**
   * Parses a schedule.
   * @throws PlatformError without a path, which names the field and its range, when Kubernetes would refuse it
   */
  static of(value: string | Cron): Cron {
    if (value instanceof Cron) return value;
    if (typeof value !== 'string' || value.trim() === '') refuse(value, '', FORM);
    if (value.includes('TZ') || /^\s*(cron_)?tz=/i.test(value)) {
      refuse(value, ': Kubernetes refuses a time zone within it', undefined, 'use spec.timeZone');
    }
    if (value.startsWith('@')) return new Cron(checkDescriptor(value));
    return new Cron(checkFields(value));
  }

  private constructor(private readonly expression: string) {}

  /** The expression, its fields separated by single spaces. */
  toString(): string {
    return this.expression;
  }

  /** The expression, as {@link toString} gives it. */
  toJSON(): string {
    return this.expression;
  }
}

function refuse(given: unknown, why: string, allowed?: string, fix?: string): never {
  throw new PlatformError({ problem: `is not a CronJob schedule${why}`, given, allowed, fix });
}

function checkDescriptor(value: string): string {
  if (DESCRIPTORS.includes(value)) return value;
  if (!value.startsWith(EVERY)) {
    const known = [...DESCRIPTORS, '@every <duration>'].join(', ');
    refuse(value, ': it is no descriptor that Kubernetes knows', `${known}, in lower case`);
  }
  if (!isDuration(value.slice(EVERY.length))) {
    refuse(
      value,
      ': "@every" is not followed by a Go duration',
      'numbers with a unit (ns, us, ms, s, m, h) without spaces, as in "@every 1h30m"',
    );
  }
  return value;
}

/** Whether Go's `time.ParseDuration` accepts the text: a signed 64-bit number of nanoseconds. */
function isDuration(text: string): boolean {
  if (!DURATION.test(text)) return false;
  let total = 0n;
  for (const [, number = '', unit = ''] of text.matchAll(new RegExp(TERM, 'g'))) {
    const [whole, fraction = ''] = number.split('.');
    const digits = BigInt(`${whole}${fraction}`);
    total += (digits * (UNITS[unit] ?? 0n)) / 10n ** BigInt(fraction.length);
  }
  return total <= (text.startsWith('-') ? MAX_INT64 + 1n : MAX_INT64);
}

function checkFields(value: string): string {
  const fields = value.split(SPACE).filter((field) => field !== '');
  if (fields.length !== FIELDS.length) {
    const fix =
      fields.length > FIELDS.length
        ? 'leave out the seconds (the first field), and the year if there is one'
        : undefined;
    refuse(value, `: it has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}`, FORM, fix);
  }
  FIELDS.forEach((field, index) => {
    // Kubernetes passes over empty entries of a list.
    const ranges = (fields[index] ?? '').split(',').filter((range) => range !== '');
    for (const range of ranges) checkRange(value, field, range);
  });
  return fields.join(' ');
}

function checkRange(value: string, field: Field, range: string): void {
  const wrong: (why: string, fix?: string) => never = (why, fix) =>
    refuse(value, `: ${field.name} "${range}" ${why}`, allowedIn(field), fix);

  const [span = '', step, ...slashes] = range.split('/');
  if (slashes.length > 0) wrong('has more than one "/"');
  if (step !== undefined && !isStep(step)) wrong('has a step that is not a positive integer');

  const [first = '', last, ...hyphens] = span.split('-');
  // Kubernetes reads nothing after a star, not even the end of a range.
  if (first === '*' || first === '?') return;
  if (hyphens.length > 0) wrong('has more than one "-"');

  const start = numberOf(field, first);
  const end = numberOf(field, last ?? first);
  if (start === undefined || end === undefined) wrong('is not made of its numbers or names');
  if (start < field.min) wrong(`is below ${field.min}`);
  if (Math.max(start, end) > field.max) wrong(`is above ${field.max}`, sunday(field, Math.max(start, end)));
  if (start > end) wrong('ends before it starts', 'write it as two ranges, with a comma');
}

function isStep(text: string): boolean {
  return /^\+?\d+$/.test(text) && BigInt(text) > 0n && BigInt(text) <= MAX_INT64;
}

function numberOf(field: Field, text: string): number | undefined {
  const name = field.names.indexOf(text.toLowerCase());
  if (name >= 0) return field.min + name;
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}

/** Other crons count Sunday as both 0 and 7. */
function sunday(field: Field, day: number): string | undefined {
  return field.max === 6 && day === 7 ? 'write SUN or 0 for Sunday' : undefined;
}

function allowedIn({ name, min, max, names }: Field): string {
  const named = names.length > 0 ? ` or ${`${names[0]}-${names.at(-1)}`.toUpperCase()}` : '';
  return `${name} ${min}-${max}${named}, "*", lists (a,b), ranges (a-b) and steps (*/n)`;
}
