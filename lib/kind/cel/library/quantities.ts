import { PlatformError } from '../../../core/errors';
import { Quantity } from '../../../core/values/quantity';
import { EvaluationError } from '../errors';
import { SIMPLE } from '../types/type';
import { Opaque, type Value } from '../values/value';
import { functions, methods, type Overload } from './overload';
import { Versions } from './versions';

const MAX_INT = 2n ** 63n - 1n;

/** A number as Kubernetes keeps it where it is small enough: an integer of 64 bits, times a power of ten. */
interface Scaled {
  readonly value: bigint;
  readonly scale: number;
}

/** An amount of a resource. */
class Amount extends Opaque {
  readonly type = SIMPLE.quantity;

  constructor(
    readonly quantity: Quantity,
    /** Left out where Kubernetes keeps the number in another way, by which it is never an integer. */
    readonly scaled?: Scaled,
  ) {
    super();
  }

  /** The amount as an integer, where Kubernetes takes it for one: it does not for `1000m` or `1.0`. */
  get integer(): bigint | undefined {
    if (!this.scaled || this.scaled.scale < 0) return undefined;
    return inRange(this.scaled.value * 10n ** BigInt(this.scaled.scale));
  }

  equals(other: Value): boolean {
    return other instanceof Amount && this.quantity.compare(other.quantity) === 0;
  }

  /** The sum with another, or, where `sign` is -1, the difference. */
  plus(other: Amount, sign: 1 | -1): Amount {
    const quantity = convert(() => this.quantity.add(other.quantity.times(sign)));
    return new Amount(quantity, addScaled(this.scaled, other.scaled, BigInt(sign)));
  }
}

function inRange(value: bigint): bigint | undefined {
  return value <= MAX_INT && value >= -MAX_INT - 1n ? value : undefined;
}

function addScaled(one: Scaled | undefined, other: Scaled | undefined, sign: bigint): Scaled | undefined {
  if (!one || !other) return undefined;
  if (one.value === 0n) return { value: other.value * sign, scale: other.scale };
  if (other.value === 0n) return one;
  const scale = Math.min(one.scale, other.scale);
  const [left, right] = [one, other].map((part) => inRange(part.value * 10n ** BigInt(part.scale - scale)));
  if (left === undefined || right === undefined) return undefined;
  const value = inRange(left + right * sign);
  return value === undefined ? undefined : { value, scale };
}

function convert<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new EvaluationError(error.problem.problem);
  }
}

const TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)$/;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const MOST_DIGITS = 18;

/** Source: ParseQuantity in k8s.io/apimachinery, pkg/api/resource/quantity.go, its fast path. */
function scaledOf(text: string): Scaled | undefined {
  const [, sign, whole = '', fraction = '', suffix = ''] = TEXT.exec(text) ?? [];
  const digits = whole.replace(/^0+(?=.)/, '') + fraction;
  const value = BigInt(`${sign === '-' ? '-' : ''}${digits || '0'}`);
  const binary = BINARY.indexOf(suffix);
  if (binary > 0) {
    const room = 14 - whole.length - Math.trunc(binary * 3);
    const product = inRange(value * 1024n ** BigInt(binary));
    return fraction !== '' || room < 0 || product === undefined ? undefined : { value: product, scale: 0 };
  }
  const decimal = DECIMAL.indexOf(suffix);
  const exponent = decimal >= 0 ? 3 * decimal - 9 : Number(suffix.slice(1));
  const scale = exponent - fraction.length;
  return digits.length > MOST_DIGITS || scale < -9 ? undefined : { value, scale };
}

function toAmount(text: string): Amount {
  return new Amount(
    convert(() => Quantity.of(text)),
    scaledOf(text),
  );
}

function isAmount(text: string): boolean {
  try {
    toAmount(text);
    return true;
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}

function ofInteger(value: bigint): Amount {
  return new Amount(Quantity.of(String(value)), { value, scale: 0 });
}

/** Amounts of resources. */
export const QUANTITIES: readonly Overload[] = [
  ...functions(Versions.QUANTITY, {
    'quantity(string): quantity': toAmount,
    'isQuantity(string): bool': isAmount,
    'sign(quantity): int': ({ quantity }: Amount) => BigInt(quantity.compare(0)),
  }),
  ...methods(Versions.QUANTITY, 'quantity', {
    'isGreaterThan(quantity): bool': (one: Amount, other: Amount) => one.quantity.compare(other.quantity) > 0,
    'isLessThan(quantity): bool': (one: Amount, other: Amount) => one.quantity.compare(other.quantity) < 0,
    'compareTo(quantity): int': (one: Amount, other: Amount) => BigInt(one.quantity.compare(other.quantity)),
    'asApproximateFloat(): double': ({ quantity }: Amount) => quantity.toNumber(),
    'asInteger(): int': ({ integer }: Amount) => {
      if (integer === undefined) throw new EvaluationError('cannot convert value to integer');
      return integer;
    },
    'isInteger(): bool': ({ integer }: Amount) => integer !== undefined,
    'add(quantity): quantity': (one: Amount, other: Amount) => one.plus(other, 1),
    'add(int): quantity': (one: Amount, other: bigint) => one.plus(ofInteger(other), 1),
    'sub(quantity): quantity': (one: Amount, other: Amount) => one.plus(other, -1),
    'sub(int): quantity': (one: Amount, other: bigint) => one.plus(ofInteger(other), -1),
  }),
];
