import { EvaluationError } from '../errors';
import { type Duration, floorDiv, type Timestamp } from '../values/time';
import { methods, type Overload } from './overload';
import { Versions } from './versions';

/** What a clock and a calendar show. */
interface Clock {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY = 86_400_000;

/**
 * What clocks of a zone show: of UTC, of one by its name, or of one so many hours and minutes ahead, `02:00`.
 * @throws EvaluationError for a zone that is not known
 */
function clockAt(moment: Timestamp, zone = 'UTC'): Clock {
  if (zone === 'UTC' || zone === '') return utcClock(moment.millis);
  if (!zone.includes(':')) return namedClock(moment.millis, zone);
  const [, sign, hours = '', minutes = ''] = /^([+-]?)(\d+):(\d+)$/.exec(zone) ?? [];
  if (hours === '' || Number(minutes) > 59) throw new EvaluationError(`"${zone}" is not a time zone`);
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return utcClock(moment.millis + ahead * 60_000);
}

function utcClock(millis: number): Clock {
  const date = new Date(millis);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

function namedClock(millis: number, timeZone: string): Clock {
  try {
    const digits = 'numeric';
    const format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, calendar: 'iso8601', hourCycle: 'h23', era: 'short' },
      ...{ year: digits, month: digits, day: digits, hour: digits, minute: digits, second: digits },
    });
    const shown = Object.fromEntries(format.formatToParts(millis).map(({ type, value }) => [type, value]));
    const { year, month, day, hour, minute, second } = shown;
    return {
      ...{ year: Number(year), month: Number(month), day: Number(day) },
      ...{ hour: Number(hour), minute: Number(minute), second: Number(second) },
    };
  } catch {
    throw new EvaluationError(`unknown time zone ${timeZone}`);
  }
}

function dayNumber({ year, month, day }: Clock): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY;
}

const PARTS: Readonly<Record<string, (clock: Clock) => number>> = {
  getFullYear: ({ year }) => year,
  getMonth: ({ month }) => month - 1,
  getDayOfYear: (clock) => dayNumber(clock) - dayNumber({ ...clock, month: 1, day: 1 }),
  getDayOfMonth: ({ day }) => day - 1,
  getDate: ({ day }) => day,
  // The first day of 1970 was a Thursday.
  getDayOfWeek: (clock) => (((dayNumber(clock) + 4) % 7) + 7) % 7,
  getHours: ({ hour }) => hour,
  getMinutes: ({ minute }) => minute,
  getSeconds: ({ second }) => second,
};

function millisOf(moment: Timestamp): bigint {
  return floorDiv(moment.nanos, 1_000_000n) - moment.seconds * 1000n;
}

const OF_TIMESTAMP = Object.entries(PARTS).flatMap(([name, part]) =>
  methods(Versions.ALL, 'timestamp', {
    [`${name}(): int`]: (moment: Timestamp) => BigInt(part(clockAt(moment))),
    [`${name}(string): int`]: (moment: Timestamp, zone: string) => BigInt(part(clockAt(moment, zone))),
  }),
);

/** Parts of moments and lengths of time; of a length, all of it in that unit. */
export const TIMES: readonly Overload[] = [
  ...OF_TIMESTAMP,
  ...methods(Versions.ALL, 'timestamp', {
    'getMilliseconds(): int': millisOf,
    'getMilliseconds(string): int': (moment: Timestamp, zone: string) => {
      clockAt(moment, zone);
      return millisOf(moment);
    },
  }),
  ...methods(Versions.ALL, 'duration', {
    'getHours(): int': ({ nanos }: Duration) => nanos / 3_600_000_000_000n,
    'getMinutes(): int': ({ nanos }: Duration) => nanos / 60_000_000_000n,
    'getSeconds(): int': ({ nanos }: Duration) => nanos / 1_000_000_000n,
    'getMilliseconds(): int': ({ nanos }: Duration) => nanos / 1_000_000n,
  }),
];
