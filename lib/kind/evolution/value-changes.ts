import { brief, type Change, type Place, quote, rejects } from './change';
import type { AnySchema } from './definition';
import { isSame } from './same';
import { typesOf } from './schema-view';

/** Keywords by which single values are checked, beside types and bounds, where they take less than before. */
export function* valueChanges(released: AnySchema, next: AnySchema, place: Place): Generator<Change> {
  const types = typesOf(released);
  yield* enumChanges(released.enum, next.enum, place);
  if (types.has('integer') || types.has('fraction')) yield* stepChanges(released, next, place);
  if (types.has('string')) {
    yield* patternChanges(released, next, place);
    yield* formatChanges(textFormat(released), textFormat(next), place);
  }
  if (next.type === 'integer' || next.type === 'number') yield* sizeChanges(released, next, place);
  yield* combinationChanges(released, next, place);
}

type Values = readonly unknown[] | undefined;

function* enumChanges(from: Values, to: Values, place: Place): Generator<Change> {
  if (!to) return;
  if (!from) {
    yield rejects(place, 'enum-added', 'a stored object where it is anything else', {
      to,
      problem: `allows but ${list(to)}, where any value was allowed`,
      remedy: 'leave out the enum',
    });
    return;
  }
  const gone = from.filter((value) => !includes(to, value));
  if (gone.length === 0) return;
  yield rejects(place, 'enum-narrowed', `a stored object where it is ${list(gone)}`, {
    from,
    to,
    problem: `no longer allows ${list(gone)}`,
    remedy: `keep ${list(gone)}`,
  });
}

function list(values: readonly unknown[]): string {
  return values.map(quote).join(', ');
}

function includes(values: readonly unknown[], value: unknown): boolean {
  return values.some((other) => isSame(other, value));
}

/** The API server cuts off what is after the point for integers: of 2.5 they have to be multiples of 2. */
function* stepChanges({ multipleOf: from }: AnySchema, next: AnySchema, place: Place): Generator<Change> {
  const to = next.multipleOf;
  if (to === undefined || from === to) return;
  if (from !== undefined && Number.isInteger(to) && from % to === 0) return;
  if (to === 1 && next.type === 'integer') return;
  yield rejects(
    place,
    from === undefined ? 'multipleOf-added' : 'multipleOf-changed',
    `a stored object where it is no multiple of ${to}`,
    {
      from,
      to,
      problem: `has to be a multiple of ${to}, where it was of ${from ?? 'anything'}`,
      remedy: from === undefined ? 'leave out multipleOf' : `keep multipleOf ${from}`,
    },
  );
}

/** All patterns that a text has to match: that of the schema itself, and those that stand alone in its allOf. */
function patternsOf({ pattern, allOf = [] }: AnySchema): readonly string[] {
  return [pattern, ...allOf.filter(isPattern).map((part) => part.pattern)].filter(
    (text) => text !== undefined,
  );
}

function isPattern(schema: AnySchema): boolean {
  return schema.pattern !== undefined && Object.keys(schema).length === 1;
}

function* patternChanges(released: AnySchema, next: AnySchema, place: Place): Generator<Change> {
  const from = patternsOf(released);
  const to = patternsOf(next).filter((pattern) => !from.includes(pattern));
  if (to.length === 0) return;
  yield rejects(
    place,
    from.length === 0 ? 'pattern-added' : 'pattern-changed',
    'a stored object where it does not match',
    {
      from,
      to,
      problem: `has to match ${to.map(brief).join(' and ')}, where it had to match ${from.map(brief).join(' and ') || 'nothing'}`,
      remedy: from.length === 0 ? 'leave out the pattern' : 'keep the pattern, or let the new one match more',
    },
  );
}

/** The format of a text, as far as a server checks it: `date-time` and `datetime` are one, a password is anything. */
function textFormat({ format, ...schema }: AnySchema): string | undefined {
  const isText = schema.type === 'string' || schema.type === undefined;
  return isText && format !== 'password' ? format?.replaceAll('-', '') : undefined;
}

function* formatChanges(from: string | undefined, to: string | undefined, place: Place): Generator<Change> {
  if (to === undefined || from === to) return;
  yield rejects(
    place,
    from === undefined ? 'format-added' : 'format-changed',
    `a stored object where it is not in the format ${to}`,
    {
      from,
      to,
      problem: `has to be in the format ${to}, where it had to be in ${from ?? 'none'}`,
      remedy: from === undefined ? 'leave out the format' : `keep the format ${from}`,
    },
  );
}

/** Formats of numbers that newer servers check as bounds. JSON has no integer that is beyond int64. */
const SIZES: Readonly<Record<string, number>> = { int32: 2 ** 31 - 1, float: 3.4028234663852886e38 };

function* sizeChanges(released: AnySchema, next: AnySchema, place: Place): Generator<Change> {
  const size = SIZES[next.format ?? ''];
  if (size === undefined || released.format === next.format) return;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = released;
  if (minimum >= -size && maximum <= size) return;
  yield rejects(
    place,
    released.format === undefined ? 'format-added' : 'format-changed',
    `a stored object where it is beyond ${next.format}`,
    {
      from: released.format,
      to: next.format,
      problem: `has to be of the size ${next.format}, where it had to be of ${released.format ?? 'any'}`,
      remedy: 'leave out the format',
    },
  );
}

/** What a list of alternatives says beside an integer or text, which `x-kubernetes-int-or-string` says already. */
const INT_OR_STRING: readonly AnySchema[] = [{ type: 'integer' }, { type: 'string' }];

function alternatives({ anyOf = [] }: AnySchema): readonly AnySchema[] {
  return isSame(anyOf, INT_OR_STRING) ? [] : anyOf;
}

/** Takes every change for one that may reject, but those that plainly cannot. */
function* combinationChanges(released: AnySchema, next: AnySchema, place: Place): Generator<Change> {
  const isKnown = (part: AnySchema): boolean => includes(released.allOf ?? [], part);
  if (next.allOf?.some((part) => !isPattern(part) && !isKnown(part)))
    yield combination('allOf', released, next, place);
  const [from, to] = [alternatives(released), alternatives(next)];
  if (to.length > 0 && (from.length === 0 || !from.every((part) => includes(to, part))))
    yield combination('anyOf', released, next, place);
  if (next.oneOf && !isSame(released.oneOf, next.oneOf)) yield combination('oneOf', released, next, place);
  if (next.not && !isSame(released.not, next.not)) yield combination('not', released, next, place);
}

function combination(
  keyword: 'allOf' | 'anyOf' | 'not' | 'oneOf',
  released: AnySchema,
  next: AnySchema,
  place: Place,
): Change {
  const from = released[keyword];
  const to = next[keyword];
  return rejects(
    place,
    `${keyword}-changed`,
    `a stored object that ${keyword} does not let through any more`,
    {
      from,
      to,
      problem: `has its ${keyword} changed from ${quote(from)} to ${quote(to)}`,
      remedy: from === undefined ? `leave out ${keyword}` : `keep ${keyword}`,
    },
  );
}
