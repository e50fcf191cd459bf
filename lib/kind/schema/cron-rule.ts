import { CRON_DESCRIPTORS, CRON_FIELDS, type CronField } from '../../core/values/cron-fields';
import type { ValidationRule } from './open-api-schema';

/** What separates fields, as far as ASCII has it; synth writes whatever Go counts as space as one blank. */
const SPACE = '[\\t-\\r ]';
/** What may stand before the digits of a number. */
const SIGN = '\\+?0*';

/**
 * The rule in CEL that text is the schedule of a CronJob, as `Cron` of core reads it. It is a rule and not a pattern
 * since a pattern would be all that a user gets to read. A step beyond 64 bits is the one thing that it lets through.
 */
export function cronRule(): ValidationRule {
  const named = CRON_DESCRIPTORS.map((descriptor) => `'${descriptor}'`).join(', ');
  // The longest duration that there is: what cannot be read as one, or overflows, is an error to CEL.
  const every = `self.startsWith('@every ') && duration(self.substring(7)) <= duration('2562047h47m16.854775807s')`;
  const lower = 'self.lowerAscii()';
  const fields = `${lower}.matches(r'${schedulePattern()}') && !${lower}.matches(r'${reversedPattern()}') && !self.contains('TZ')`;
  return {
    rule: `self.startsWith('@') ? self in [${named}] || ${every} : ${fields}`,
    message:
      'must be a CronJob schedule: five fields (minute, hour, day of month, month, day of week) such as "0 2 * * *", or a descriptor such as @daily',
  };
}

/** Pattern of five fields in lower case, each a list of ranges, whatever the order of their ends. */
export function schedulePattern(): string {
  return `^${SPACE}*${CRON_FIELDS.map(listOf).join(`${SPACE}+`)}${SPACE}*$`;
}

/** Pattern of a schedule in lower case with a range that ends before it starts. */
export function reversedPattern(): string {
  const ranges = [reversedNumbers(), ...CRON_FIELDS.flatMap(reversedNames)].join('|');
  return `(?:^|[\\t-\\r ,])(?:${ranges})(?:$|[\\t-\\r ,/])`;
}

function listOf(field: CronField): string {
  const value = oneValueOf(field);
  // Kubernetes reads nothing after a star but a step, and passes over empty entries.
  const range = `(?:[*?](?:-[^/,\\t-\\r ]*)?|${value}(?:-${value})?)(?:/${SIGN}[1-9][0-9]*)?`;
  return `(?:,*${range}(?:,+${range})*,*|,+)`;
}

function oneValueOf({ min, max, names }: CronField): string {
  return anyOf([`${SIGN}${upTo(min, max)}`, ...names]);
}

/** The numbers from one of a single digit to one of two digits at most. */
function upTo(min: number, max: number): string {
  const [tens, unit] = [Math.floor(max / 10), max % 10];
  if (tens === 0) return digits(min, unit);
  const between = tens > 1 ? [`${digits(1, tens - 1)}[0-9]`] : [];
  return anyOf([digits(min, 9), ...between, `${tens}${digits(0, unit)}`]);
}

function digits(first: number, last: number): string {
  return first === last ? String(first) : `[${first}-${last}]`;
}

/** Pairs of numbers of two digits at most, the greater first. */
function reversedNumbers(): string {
  const sameTens = ['', 1, 2, 3, 4, 5].flatMap((tens) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((unit) => `${tens}${unit}-${SIGN}${tens}${digits(0, unit - 1)}`),
  );
  const lowerTens = [1, 2, 3, 4, 5].map((tens) => `${tens}[0-9]-${SIGN}${upTo(0, 10 * tens - 1)}`);
  return `${SIGN}${anyOf([...sameTens, ...lowerTens])}`;
}

/** Pairs of values of a field of which at least one is a name, the later first. */
function reversedNames({ min, names }: CronField): readonly string[] {
  return names.slice(1).flatMap((name, index) => {
    const earlier = names.slice(0, index + 1);
    const before = min + index;
    return [
      `${name}-${anyOf([`${SIGN}${upTo(min, before)}`, ...earlier])}`,
      `${SIGN}${before + 1}-${anyOf(earlier)}`,
    ];
  });
}

function anyOf(patterns: readonly string[]): string {
  return patterns.length === 1 ? `${patterns[0]}` : `(?:${patterns.join('|')})`;
}
