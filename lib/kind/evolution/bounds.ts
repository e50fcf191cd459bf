import { type Change, type LowerBound, type Place, rejects, type UpperBound } from './change';
import type { AnySchema } from './definition';
import { type JsonType, typesOf } from './schema-view';

/** A bound, and whether it is itself outside. */
interface Bound {
  readonly value: number;
  readonly excluded: boolean;
}

/** A pair of bounds of values of a type. */
interface Sort {
  readonly types: readonly JsonType[];
  readonly lower: LowerBound;
  readonly upper: UpperBound;
  /** What is counted; `undefined` for the value itself. */
  readonly unit?: string;
}

const SORTS: readonly Sort[] = [
  { types: ['fraction', 'integer'], lower: 'minimum', upper: 'maximum' },
  { types: ['string'], lower: 'minLength', upper: 'maxLength', unit: 'characters' },
  { types: ['array'], lower: 'minItems', upper: 'maxItems', unit: 'items' },
  { types: ['object'], lower: 'minProperties', upper: 'maxProperties', unit: 'fields' },
];

/** Bounds that are narrower than before, of values of types that there were. */
export function* boundChanges(released: AnySchema, next: AnySchema, place: Place): Generator<Change> {
  const types = typesOf(released);
  for (const sort of SORTS) {
    if (!sort.types.some((type) => types.has(type))) continue;
    const isWhole = !types.has('fraction') || sort.unit !== undefined;
    yield* raised(sort, [released, next], isWhole, place);
    yield* lowered(sort, [released, next], isWhole, place);
  }
}

type Pair = readonly [released: AnySchema, next: AnySchema];

function* raised({ lower, unit }: Sort, [released, next]: Pair, isWhole: boolean, place: Place) {
  const from = lowerOf(released, lower, isWhole);
  const to = lowerOf(next, lower, isWhole);
  if (!to || !isTighter(from?.value, to, from, 1)) return;
  const gap = isWhole ? wholeNumbers(from?.value, to.value - 1) : undefined;
  const below = unit ? 'fewer than' : to.excluded ? 'at most' : 'below';
  yield narrowed(place, `${lower}-raised`, which(gap ?? `${below} ${to.value}`, unit), lower, from, to);
}

function* lowered({ upper, unit }: Sort, [released, next]: Pair, isWhole: boolean, place: Place) {
  const from = upperOf(released, upper, isWhole);
  const to = upperOf(next, upper, isWhole);
  if (!to || !isTighter(from?.value, to, from, -1)) return;
  const gap = isWhole ? wholeNumbers(to.value + 1, from?.value) : undefined;
  const above = unit ? 'more than' : to.excluded ? 'at least' : 'above';
  yield narrowed(place, `${upper}-lowered`, which(gap ?? `${above} ${to.value}`, unit), upper, from, to);
}

function narrowed(
  place: Place,
  change: `${LowerBound}-raised` | `${UpperBound}-lowered`,
  objects: string,
  keyword: LowerBound | UpperBound,
  from: Bound | undefined,
  to: Bound,
): Change {
  const verb = change.slice(change.indexOf('-') + 1);
  return rejects(place, change, objects, {
    from: from?.value,
    to: to.value,
    problem: from
      ? `has its ${keyword} ${verb} from ${said(from)} to ${said(to)}`
      : `gets a ${keyword} of ${said(to)}`,
    remedy: from ? `keep ${keyword} at ${said(from)}` : `leave out ${keyword}`,
  });
}

function isTighter(from: number | undefined, to: Bound, old: Bound | undefined, direction: 1 | -1): boolean {
  if (from === undefined) return true;
  return (to.value - from) * direction > 0 || (to.value === from && to.excluded && !old?.excluded);
}

/**
 * A bound of integers is an integer: what is after the point, the API server cuts off where it does not refuse it.
 * Source: MinimumNativeType in k8s.io/kube-openapi, pkg/validation/validate/values.go.
 */
function lowerOf(schema: AnySchema, keyword: LowerBound, isWhole: boolean): Bound | undefined {
  const value = schema[keyword];
  // Nothing has fewer than no items: that is the same as no bound.
  if (value === undefined || (keyword !== 'minimum' && value === 0)) return undefined;
  const excluded = keyword === 'minimum' && schema.exclusiveMinimum === true;
  if (!isWhole) return { value, excluded };
  return { value: Math.trunc(value) + (excluded ? 1 : 0), excluded: false };
}

function upperOf(schema: AnySchema, keyword: UpperBound, isWhole: boolean): Bound | undefined {
  const value = schema[keyword];
  if (value === undefined) return undefined;
  const excluded = keyword === 'maximum' && schema.exclusiveMaximum === true;
  if (!isWhole) return { value, excluded };
  return { value: Math.trunc(value) - (excluded ? 1 : 0), excluded: false };
}

function said({ value, excluded }: Bound): string {
  return excluded ? `${value}, itself outside` : `${value}`;
}

/** The integers between two, both included: `4`, `4 or 5`, `from 4 to 9`. */
function wholeNumbers(first: number | undefined, last: number | undefined): string | undefined {
  if (first === undefined || last === undefined) return undefined;
  if (first === last) return `${first}`;
  return last - first === 1 ? `${first} or ${last}` : `from ${first} to ${last}`;
}

function which(outside: string, unit: string | undefined): string {
  return unit === undefined
    ? `a stored object where it is ${outside}`
    : `a stored object where it has ${outside} ${unit}`;
}
