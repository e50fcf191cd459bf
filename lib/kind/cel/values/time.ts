import { EvaluationError } from '../errors';
import { SIMPLE } from '../types/type';

const SECOND = 1_000_000_000n;
const MAX_INT = 2n ** 63n - 1n;
/** From the year 1 to the year 9999, in seconds since 1970. */
const FIRST = -62135596800n;
const LAST = 253402300799n;

/** A moment, exact to the nanosecond. */
export class Timestamp {
  readonly type = SIMPLE.timestamp;

  /** @throws EvaluationError for a moment before the year 1 or after the year 9999 */
  constructor(
    /** Nanoseconds since 1970. */
    readonly nanos: bigint,
    /** Minutes by which the clock it was written by was ahead of UTC. */
    readonly offset = 0,
  ) {
    if (this.seconds < FIRST || this.seconds > LAST) throw new EvaluationError('timestamp overflow');
  }

  /** Whole seconds since 1970. */
  get seconds(): bigint {
    return floorDiv(this.nanos, SECOND);
  }

  /** Whole milliseconds since 1970. */
  get millis(): number {
    return Number(floorDiv(this.nanos, 1_000_000n));
  }

  /** As RFC 3339 has it, by the clock it was written by, with as many digits as are needed. */
  toString(): string {
    const local = new Date(this.millis + this.offset * 60_000).toISOString().slice(0, 19);
    const fraction = String(this.nanos - this.seconds * SECOND)
      .padStart(9, '0')
      .replace(/0+$/, '');
    const minutes = Math.abs(this.offset);
    const zone =
      this.offset === 0
        ? 'Z'
        : `${this.offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return `${local}${fraction && `.${fraction}`}${zone}`;
  }
}

/** A length of time, exact to the nanosecond. */
export class Duration {
  readonly type = SIMPLE.duration;

  /** @throws EvaluationError for more than about 292 years */
  constructor(readonly nanos: bigint) {
    if (nanos > MAX_INT || nanos < -MAX_INT - 1n) throw new EvaluationError('duration overflow');
  }

  /** In seconds: `90s`, `0.5s`. */
  toString(): string {
    const size = this.nanos < 0n ? -this.nanos : this.nanos;
    const fraction = String(size % SECOND)
      .padStart(9, '0')
      .replace(/0+$/, '');
    return `${this.nanos < 0n ? '-' : ''}${size / SECOND}${fraction && `.${fraction}`}s`;
  }
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Reads a moment as RFC 3339 writes it; `undefined` for any other text. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const [all, year, month, day, hour, minute, second, fraction = '', sign, ahead = '0', aheadMinutes = '0'] =
    RFC_3339.exec(text) ?? [];
  if (all === undefined || Number(ahead) > 24 || Number(aheadMinutes) > 59) return undefined;
  const clock = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const millis = Date.parse(`${clock}Z`);
  // A day that the month does not have is another in JavaScript, and no moment in Go.
  if (Number.isNaN(millis) || new Date(millis).toISOString().slice(0, 19) !== clock) return undefined;
  const offset = (Number(ahead) * 60 + Number(aheadMinutes)) * (sign === '-' ? -1 : 1);
  const nanos = BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  return new Timestamp((BigInt(millis) - BigInt(offset) * 60_000n) * 1_000_000n + nanos, offset);
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
};
const DURATION = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const PART = /(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g;

/** Reads a duration as Go writes it, such as `1h30m`; `undefined` for any other text. */
export function parseDuration(text: string): Duration | undefined {
  if (/^[+-]?0$/.test(text)) return new Duration(0n);
  if (!DURATION.test(text)) return undefined;
  let nanos = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(PART)) {
    nanos += (BigInt(whole + fraction) * (UNITS[unit] ?? 0n)) / 10n ** BigInt(fraction.length);
  }
  const isNegative = text.startsWith('-');
  if (nanos > MAX_INT + (isNegative ? 1n : 0n)) return undefined;
  return new Duration(isNegative ? -nanos : nanos);
}

/** Divides and rounds down, as clocks do before 1970. */
export function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
