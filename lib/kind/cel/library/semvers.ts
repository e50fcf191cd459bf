import { EvaluationError } from '../errors';
import { SIMPLE } from '../types/type';
import { Opaque, type Value } from '../values/value';
import { functions, methods, type Overload } from './overload';
import { Versions } from './versions';

const NUMBER = '(?:0|[1-9]\\d*)';
const LABEL = `(?:${NUMBER}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const VERSION = new RegExp(
  `^(${NUMBER})\\.(${NUMBER})\\.(${NUMBER})(?:-(${LABEL}(?:\\.${LABEL})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);
const MAX = 2n ** 64n - 1n;

/** A semantic version. */
class Semver extends Opaque {
  readonly type = SIMPLE.semver;

  private constructor(
    readonly numbers: readonly bigint[],
    private readonly labels: readonly string[],
  ) {
    super();
  }

  /** Reads a version, one that is shorter or has a `v` before it only where it is `loose`; `undefined` for none. */
  static of(text: string, loose: boolean): Semver | undefined {
    const [all, ...parts] = VERSION.exec(loose ? normalize(text) : text) ?? [];
    if (all === undefined) return undefined;
    const numbers = parts.slice(0, 3).map(BigInt);
    return numbers.some((part) => part > MAX) ? undefined : new Semver(numbers, parts[3]?.split('.') ?? []);
  }

  /** What is built from it is of no account. */
  compare(other: Semver): number {
    for (const [index, part] of this.numbers.entries()) {
      const order = compareLabels(String(part), String(other.numbers[index]));
      if (order !== 0) return order;
    }
    // A version is after what was released before it.
    if (this.labels.length === 0 || other.labels.length === 0)
      return other.labels.length - this.labels.length;
    for (const [index, label] of this.labels.entries()) {
      const counterpart = other.labels[index];
      const order = counterpart === undefined ? 1 : compareLabels(label, counterpart);
      if (order !== 0) return order;
    }
    return this.labels.length - other.labels.length;
  }

  equals(other: Value): boolean {
    return other instanceof Semver && this.compare(other) === 0;
  }
}

/** Numbers are before words, and in order by what they are worth. */
function compareLabels(one: string, other: string): number {
  const [first, second] = [one, other].map((label) => (/^\d+$/.test(label) ? BigInt(label) : undefined));
  if (first === undefined || second === undefined) {
    if (first === undefined && second === undefined) return one < other ? -1 : Number(one > other);
    return first === undefined ? 1 : -1;
  }
  return first < second ? -1 : Number(first > second);
}

function normalize(text: string): string {
  const [, first = '', second, rest] = /^v?([^.]*)(?:\.([^.]*))?(?:\.([\s\S]*))?$/.exec(text) ?? [];
  const parts = [first, second, rest].flatMap((part) => (part === undefined ? [] : [part]));
  if (parts.length < 3 && /[+-]/.test(parts.at(-1) ?? '')) return text;
  const padded = [...parts, '0', '0'].slice(0, 3);
  return padded.map((part) => part.replace(/^0+(?=\d)/, '')).join('.');
}

function toSemver(text: string, loose = false): Semver {
  const version = Semver.of(text, loose);
  if (version) return version;
  throw new EvaluationError(`"${text}" is not a semantic version`);
}

/** Semantic versions. */
export const SEMVERS: readonly Overload[] = [
  ...functions(Versions.SEMVER, {
    'semver(string): semver': (text: string) => toSemver(text),
    'semver(string, bool): semver': toSemver,
    'isSemver(string): bool': (text: string) => Semver.of(text, false) !== undefined,
    'isSemver(string, bool): bool': (text: string, loose: boolean) => Semver.of(text, loose) !== undefined,
  }),
  ...methods(Versions.SEMVER, 'semver', {
    'major(): int': ({ numbers }: Semver) => numbers[0] ?? 0n,
    'minor(): int': ({ numbers }: Semver) => numbers[1] ?? 0n,
    'patch(): int': ({ numbers }: Semver) => numbers[2] ?? 0n,
    'isGreaterThan(semver): bool': (one: Semver, other: Semver) => one.compare(other) > 0,
    'isLessThan(semver): bool': (one: Semver, other: Semver) => one.compare(other) < 0,
    'compareTo(semver): int': (one: Semver, other: Semver) => BigInt(Math.sign(one.compare(other))),
  }),
];
