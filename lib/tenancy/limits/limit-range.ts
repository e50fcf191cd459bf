import { inProp, PlatformError } from '../../core/errors';
import { Quantity, type QuantityLike } from '../../core/values/quantity';
import {
  type ComputeAmounts,
  type ComputeResources,
  parseAmounts,
  parseResources,
} from '../../workload/resources';
import type { Hard } from '../budget/budget';
import { type KnownProps, refuseUnknown } from '../known-props';
import { ratioOf } from './ratio';

/** What containers or pods may ask for. */
export interface ResourceRange {
  /**
   * The least that one may request.
   * @default - nothing
   */
  readonly min?: ComputeAmounts;
  /**
   * The most that one may have as a limit.
   * @default - not limited
   */
  readonly max?: ComputeAmounts;
  /**
   * How many times its request the limit of one may be. It bounds how far nodes are overcommitted, and how much of a
   * quota of requests can be used beyond it.
   * @default - not limited
   */
  readonly maxLimitRequestRatio?: ComputeAmounts;
}

/** What claims may ask for. */
export interface ClaimRange {
  /**
   * The least storage of a claim.
   * @default - nothing
   */
  readonly min?: QuantityLike;
  /**
   * The most storage of a claim.
   * @default - not limited
   */
  readonly max?: QuantityLike;
}

const RESOURCE_RANGE: KnownProps<ResourceRange> = { min: true, max: true, maxLimitRequestRatio: true };
const CLAIM_RANGE: KnownProps<ClaimRange> = { min: true, max: true };

/** What a LimitRange is made of. */
export interface LimitProps {
  /** What a container gets that states no resources. */
  readonly containerDefaults: ComputeResources;
  readonly containerRange?: ResourceRange;
  readonly podRange?: ResourceRange;
  readonly claimRange?: ClaimRange;
}

type Amounts = Readonly<Record<string, string>>;

/** An item of a LimitRange. */
interface LimitItem {
  readonly type: 'Container' | 'Pod' | 'PersistentVolumeClaim';
  readonly default?: Amounts;
  readonly defaultRequest?: Amounts;
  readonly min?: Amounts;
  readonly max?: Amounts;
  readonly maxLimitRequestRatio?: Amounts;
}

/**
 * Renders the limits of a namespace. What the API server would fill in is written out.
 * @param hard the quota of the namespace
 * @throws PlatformError without a path, for a range that is empty or that its defaults are outside of, and for defaults
 * that leave open what quota or ranges make every container state: its pods would be refused
 */
export function renderLimits(props: LimitProps, hard: Hard): readonly LimitItem[] {
  const { containerRange, podRange, claimRange } = props;
  const defaults = inProp('containerDefaults', () => parseResources(props.containerDefaults));
  const range = containerRange && inProp('containerRange', () => parseRange(containerRange));
  const pods = podRange && inProp('podRange', () => parseRange(podRange));
  // As the API server fills them in. Source: SetDefaults_LimitRangeItem in k8s.io/kubernetes,
  // pkg/apis/core/v1/defaults.go.
  const limits = { ...range?.max, ...defaults.limits };
  const requests = { ...range?.min, ...limits, ...defaults.requests };
  inProp('containerDefaults', () => {
    refuseOpen(demandsOf(hard, range, pods), { requests, limits });
    refuseOutside(requests, limits, range ?? {});
  });
  return [
    { type: 'Container', default: nonEmpty(limits), defaultRequest: nonEmpty(requests), ...range },
    ...(pods ? [{ type: 'Pod' as const, ...pods }] : []),
    ...(claimRange ? [inProp('claimRange', () => renderClaims(claimRange))] : []),
  ];
}

interface ParsedRange {
  readonly min?: Amounts;
  readonly max?: Amounts;
  readonly maxLimitRequestRatio?: Amounts;
}

function parseRange(range: ResourceRange): ParsedRange {
  refuseUnknown(range, RESOURCE_RANGE);
  const min = nonEmpty(parseAmounts('min', range.min));
  const max = nonEmpty(parseAmounts('max', range.max));
  const ratios = nonEmpty(parseRatios(range.maxLimitRequestRatio));
  if (!min && !max && !ratios) throw emptyRange(range);
  for (const [name, least] of Object.entries(min ?? {})) {
    const most = max?.[name];
    if (most !== undefined) inProp(`min.${name}`, () => refuseOver(least, most, `max.${name}`));
  }
  for (const [name, ratio] of Object.entries(ratios ?? {}))
    inProp(`maxLimitRequestRatio.${name}`, () => refuseIdle(ratio, min?.[name], max?.[name]));
  return { ...(min && { min }), ...(max && { max }), ...(ratios && { maxLimitRequestRatio: ratios }) };
}

function parseRatios(ratios: ComputeAmounts | undefined): Amounts | undefined {
  // Ratios are numbers, of memory too.
  return parseAmounts('maxLimitRequestRatio', ratios, (_, ratio) => Quantity.of(ratio));
}

/** The API server refuses a ratio below 1, and one that the range itself keeps everybody below. */
function refuseIdle(ratio: string, min?: string, max?: string): void {
  const quantity = Quantity.of(ratio);
  const most =
    min !== undefined && max !== undefined ? ratioOf(Quantity.of(max), Quantity.of(min)) : Infinity;
  if (quantity.compare(1) >= 0 && !(quantity.toNumber() > most)) return;
  throw new PlatformError({
    problem: 'is not a ratio that can matter',
    given: ratio,
    allowed: `at least 1${most === Infinity ? '' : `, at most that of max to min, ${most}`}`,
  });
}

function renderClaims(range: ClaimRange): LimitItem {
  const { min, max } = refuseUnknown(range, CLAIM_RANGE);
  const parse = (prop: string, value: QuantityLike | undefined): Amounts | undefined =>
    value === undefined
      ? undefined
      : { storage: inProp(prop, () => Quantity.of(value).roundUp()).toString() };
  const least = parse('min', min);
  const most = parse('max', max);
  for (const [prop, amounts] of Object.entries({ min: least, max: most })) {
    if (amounts && Quantity.of(amounts.storage as string).compare(0) <= 0) {
      throw new PlatformError(
        { problem: 'leaves nothing', given: amounts.storage, allowed: 'more than zero' },
        { prop },
      );
    }
  }
  if (!least && !most) throw emptyRange(range);
  if (least && most) inProp('min', () => refuseOver(least.storage as string, most.storage as string, 'max'));
  return { type: 'PersistentVolumeClaim', ...(least && { min: least }), ...(most && { max: most }) };
}

/** What every container has to state, and why. */
type Demands = ReadonlyMap<string, string>;

function demandsOf(hard: Hard, range?: ParsedRange, pods?: ParsedRange): Demands {
  const demands = new Map<string, string>();
  for (const resource of Object.keys(hard)) {
    if (/^(requests|limits)\.(cpu|memory)$/.test(resource))
      demands.set(resource, 'the quota would refuse every pod whose containers do not state it');
    if (/^(requests|limits)\.ephemeral-storage$/.test(resource))
      demands.set(resource, 'the quota would not count the containers that do not state it');
  }
  const refused = 'pods would be refused whose containers do not state it';
  for (const [prop, { min, max, maxLimitRequestRatio }] of Object.entries({
    containerRange: range ?? {},
    podRange: pods ?? {},
  })) {
    const [requests, limits] = [Object.keys(min ?? {}), Object.keys(max ?? {})];
    const both = Object.keys(maxLimitRequestRatio ?? {});
    for (const name of [...requests, ...both]) demands.set(`requests.${name}`, `by ${prop}, ${refused}`);
    for (const name of [...limits, ...both]) demands.set(`limits.${name}`, `by ${prop}, ${refused}`);
  }
  return demands;
}

function refuseOpen(
  demands: Demands,
  stated: { readonly requests: Amounts; readonly limits: Amounts },
): void {
  for (const [resource, why] of demands) {
    const [kind, name] = resource.split(/\.(.*)/) as ['requests' | 'limits', string];
    if (stated[kind][name] !== undefined) continue;
    throw new PlatformError(
      { problem: `is missing: ${why}`, given: undefined, allowed: 'a quantity' },
      { prop: `${kind}.${name}` },
    );
  }
}

/** The API server refuses a LimitRange whose defaults it would not admit itself. */
function refuseOutside(
  requests: Amounts,
  limits: Amounts,
  { min, max, maxLimitRequestRatio }: ParsedRange,
): void {
  for (const [name, request] of Object.entries(requests)) {
    const limit = limits[name];
    if (limit !== undefined) inProp(`requests.${name}`, () => refuseOver(request, limit, 'the limit'));
    const [least, most] = [min?.[name], max?.[name]];
    if (most !== undefined) inProp(`requests.${name}`, () => refuseOver(request, most, 'containerRange.max'));
    if (most !== undefined && limit !== undefined)
      inProp(`limits.${name}`, () => refuseOver(limit, most, 'containerRange.max'));
    if (least !== undefined) inProp(`requests.${name}`, () => refuseUnder(request, least));
    const ratio = maxLimitRequestRatio?.[name];
    if (ratio === undefined || limit === undefined) continue;
    const is = ratioOf(Quantity.of(limit), Quantity.of(request));
    if (is <= Quantity.of(ratio).toNumber()) continue;
    throw new PlatformError(
      {
        problem: `is more than containerRange.maxLimitRequestRatio times the request of ${request}`,
        given: limit,
        allowed: `at most ${ratio} times the request, which is more than zero`,
      },
      { prop: `limits.${name}` },
    );
  }
}

function refuseOver(value: string, most: string, what: string): void {
  if (Quantity.of(value).compare(most) <= 0) return;
  throw new PlatformError({ problem: `is over ${what}`, given: value, allowed: `at most ${most}` });
}

function refuseUnder(value: string, least: string): void {
  if (Quantity.of(value).compare(least) >= 0) return;
  throw new PlatformError({
    problem: 'is below containerRange.min',
    given: value,
    allowed: `at least ${least}`,
  });
}

function emptyRange(given: object): PlatformError {
  return new PlatformError({ problem: 'bounds nothing', given, allowed: 'at least one of its bounds' });
}

function nonEmpty(amounts: Amounts | undefined): Amounts | undefined {
  return amounts && Object.keys(amounts).length > 0 ? amounts : undefined;
}
