import { PlatformError, type Problem } from '../errors';
import { markClass } from '../mark';

/**
 * What can be given for a {@link Quantity}: text such as `500m`, `1.5Gi` or `1e3`, or a plain number (of
 * cores, of bytes, of objects), which means the same as its decimal digits.
 */
export type QuantityLike = string | number | Quantity;

/** The three ways to write a quantity, under the names that apimachinery gives them. */
type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

interface Amount {
  /** In units of 10^-9, the smallest that Kubernetes keeps. */
  readonly nanos: bigint;
  readonly format: Format;
}

const NANO = 10n ** 9n;
const MILLI = 10n ** 6n;
const MAX_INT64 = 2n ** 63n - 1n;
/** Suffixes for 10^-9, 10^-6 and so on. */
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
/** Suffixes for 1024^0, 1024^1 and so on. */
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const GRAMMAR = /^([+-]?)(\d*)(?:\.(\d*))?(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)$/;
/** Far beyond any resource, and small enough that the exact number of nanos fits into memory. */
const MAX_EXPONENT = 1000;

const ALLOWED =
  'a decimal number, alone or with a suffix (n u m k M G T P E, or Ki Mi Gi Ti Pi Ei) or an exponent (1e3)';

/**
 * An amount of a resource: Kubernetes' `resource.Quantity`. It is exact, immutable, and always written in
 * the canonical form, so that what is rendered here is what the API server returns.
 *
 * Source: package `k8s.io/apimachinery/pkg/api/resource` (v0.34), which this class follows, except that it
 * - writes the canonical form always, where Go repeats some other spellings unchanged (`1.234`, `+5`, `1E3`);
 * - refuses what Go takes for zero though it has no digit (`.`, `-`, `Gi`);
 * - refuses what Go cannot write without losing the suffix (it writes `1000E` as `1`);
 * - refuses decimal exponents beyond 1000 or below -1000.
 */
export class Quantity {
  static {
    markClass(Quantity, 'Quantity');
  }

  /**
   * Parses a quantity.
   *
   * Digits below 10^-9 are rounded away from zero, and a binary suffix never yields more than 2^63-1: both
   * as Kubernetes does.
   * @throws PlatformError without a path when the value is not a quantity
   */
  static of(value: QuantityLike): Quantity {
    if (value instanceof Quantity) return value;
    const text = textOf(value);
    const { nanos, format } = parse(text);
    return new Quantity(nanos, typeof value === 'number' ? 'DecimalSI' : format, text);
  }

  private readonly text: string;

  private constructor(
    private readonly nanos: bigint,
    private readonly format: Format,
    given: string,
  ) {
    this.text = canonical({ nanos, format }, given);
  }

  /** Whether the amount is 0, however it was written. */
  get isZero(): boolean {
    return this.nanos === 0n;
  }

  /** Whether the amount is an integer, as that of bytes must be. */
  get isWhole(): boolean {
    return this.nanos % NANO === 0n;
  }

  /** Whether the amount is less than 0. */
  get isNegative(): boolean {
    return this.nanos < 0n;
  }

  /**
   * Orders by amount, whatever the suffixes: -1 when this is less than `other`, 0 when they are equal, 1 when
   * it is more.
   * @throws PlatformError without a path when `other` is not a quantity
   */
  compare(other: QuantityLike): -1 | 0 | 1 {
    const { nanos } = Quantity.of(other);
    if (this.nanos === nanos) return 0;
    return this.nanos < nanos ? -1 : 1;
  }

  /**
   * The sum, in the format of this quantity; in that of `other` when this one is zero.
   * @throws PlatformError without a path when `other` is not a quantity, or the sum is too large to write
   */
  add(other: QuantityLike): Quantity {
    const addend = Quantity.of(other);
    const format = this.isZero ? addend.format : this.format;
    return new Quantity(this.nanos + addend.nanos, format, `${this} + ${addend}`);
  }

  /**
   * The product with an integer, in the format of this quantity.
   * @throws PlatformError without a path when `n` is not an integer, or the product is too large to write
   */
  times(n: number): Quantity {
    if (!Number.isSafeInteger(n)) {
      throw new PlatformError({
        problem: 'cannot multiply a quantity',
        given: shown(n),
        allowed: 'an integer',
      });
    }
    return new Quantity(this.nanos * BigInt(n), this.format, `${this} * ${n}`);
  }

  /**
   * This amount in parts: in proportion to the weights, each a multiple of the step, as many steps together as the
   * amount has. The steps that proportions leave over go, one each, to the largest fractions; of equals to the first.
   * @param weights positive integers, at least one
   * @throws PlatformError without a path when the step is not a quantity
   */
  share(weights: readonly number[], step: QuantityLike): readonly Quantity[] {
    const unit = Quantity.of(step).nanos;
    const steps = this.nanos / unit;
    const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
    const shares = weights.map((weight) => (steps * BigInt(weight)) / all);
    const fractions = weights
      .map((weight, index) => ({ index, rest: (steps * BigInt(weight)) % all }))
      .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
    const left = steps - shares.reduce((sum, share) => sum + share, 0n);
    const extra = new Set(fractions.slice(0, Number(left)).map(({ index }) => index));
    return shares.map((share, index) => {
      const nanos = (share + (extra.has(index) ? 1n : 0n)) * unit;
      // What has no binary suffix any more is read as a decimal number, and written as one.
      return Quantity.of(canonical({ nanos, format: this.format }, `a share of ${this}`));
    });
  }

  /** The amount as a number, which is exact only where a number can hold it. */
  toNumber(): number {
    return Number(this.nanos / NANO) + Number(this.nanos % NANO) / Number(NANO);
  }

  /**
   * The amount in thousandths, away from zero, as the API server stores the amounts of containers, quotas, limits and
   * claims. Source: SetDefaults_ResourceList in k8s.io/kubernetes, pkg/apis/core/v1/defaults.go.
   */
  roundUp(): Quantity {
    const rest = this.nanos % MILLI;
    if (rest === 0n) return this;
    const up = this.nanos < 0n ? -MILLI : MILLI;
    return new Quantity(this.nanos - rest + up, this.format, this.text);
  }

  /** The canonical form: no fraction, the largest suffix that leaves none, no leading `+`. */
  toString(): string {
    return this.text;
  }

  /** The canonical form: JSON has a quantity as a string. */
  toJSON(): string {
    return this.text;
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new PlatformError(notAQuantity(shown(value)));
}

function parse(text: string): Amount {
  const [, sign, whole = '', fraction = '', suffix = ''] = GRAMMAR.exec(text) ?? [];
  const digits = whole + fraction;
  if (digits === '') throw new PlatformError(notAQuantity(text));
  const { factor, exponent, format } = unitOf(suffix, text);
  const size = scale(BigInt(digits) * factor, exponent + 9 - fraction.length);
  const nanos = format === 'BinarySI' && size > MAX_INT64 * NANO ? MAX_INT64 * NANO : size;
  return {
    nanos: sign === '-' ? -nanos : nanos,
    format: format === 'BinarySI' && nanos > 0n && nanos < NANO ? 'DecimalSI' : format,
  };
}

/** What a suffix multiplies by: `factor` times 10 to the power of `exponent`. */
function unitOf(suffix: string, text: string): { factor: bigint; exponent: number; format: Format } {
  const decimal = DECIMAL.indexOf(suffix);
  if (decimal >= 0) return { factor: 1n, exponent: 3 * decimal - 9, format: 'DecimalSI' };
  const binary = BINARY.indexOf(suffix);
  if (binary >= 0) return { factor: 1024n ** BigInt(binary), exponent: 0, format: 'BinarySI' };
  const exponent = Number(suffix.slice(1));
  if (Math.abs(exponent) > MAX_EXPONENT) {
    throw new PlatformError({
      problem: 'has an exponent out of range',
      given: text,
      allowed: `an exponent from -${MAX_EXPONENT} to ${MAX_EXPONENT}`,
    });
  }
  return { factor: 1n, exponent, format: 'DecimalExponent' };
}

/** `amount` times 10 to the power of `power`, rounded up to an integer. */
function scale(amount: bigint, power: number): bigint {
  if (power >= 0) return amount * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (amount + divisor - 1n) / divisor;
}

function canonical({ nanos, format }: Amount, given: string): string {
  if (nanos === 0n) return '0';
  const units = nanos / NANO;
  // Kubernetes writes small and fractional amounts without a binary suffix, as one would have to be rounded.
  const binary = format === 'BinarySI' && units * NANO === nanos && (units >= 1024n || units <= -1024n);
  const { mantissa, power } = binary ? factorOut(units, 1024n) : factorOut(nanos, 1000n);
  if (format === 'DecimalExponent') return `${mantissa}${power === 3 ? '' : `e${3 * power - 9}`}`;
  const suffix = (binary ? BINARY : DECIMAL)[power];
  if (suffix === undefined) {
    throw new PlatformError({
      problem: 'is too large for Kubernetes to write as a quantity',
      given,
      allowed: binary ? 'less than 1024Ei' : 'less than 1000E',
    });
  }
  return `${mantissa}${suffix}`;
}

function factorOut(amount: bigint, base: bigint): { mantissa: bigint; power: number } {
  let mantissa = amount;
  let power = 0;
  while (mantissa % base === 0n) {
    mantissa /= base;
    power += 1;
  }
  return { mantissa, power };
}

/** A message shows values as JSON, which has no NaN, no infinity and no bigint. */
function shown(value: unknown): unknown {
  const unshowable = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
  return unshowable ? String(value) : value;
}

function notAQuantity(given: unknown): Problem {
  const fix = typeof given === 'string' ? fixOf(given) : undefined;
  return { problem: 'is not a Kubernetes quantity', given, allowed: ALLOWED, fix };
}

/** The quantity that was probably meant: people add spaces and a `B`, and mix up upper and lower case. */
function fixOf(text: string): string | undefined {
  const compact = text.replace(/\s/g, '');
  if (compact !== text && /\d/.test(compact) && GRAMMAR.test(compact)) return `write "${compact}"`;
  const [, number, letter = '', binary] = /^([+-]?\d+(?:\.\d+)?)([kmgtpe])(i?)b?$/i.exec(compact) ?? [];
  if (number === undefined) return undefined;
  const unit = letter.toUpperCase();
  if (binary) return `write "${number}${unit}i"`;
  const decimal = unit === 'K' ? 'k' : unit;
  return `write "${number}${unit}i" (powers of 1024) or "${number}${decimal}" (powers of 1000)`;
}
