import type { Overload } from '../library/overload';
import type { TypeKind } from '../types/type';
import { Factor } from './factors';
import { type CallCost, type Node, sizeOf } from './node';
import { exactly, product, type Range, sum, times, UNKNOWN, union } from './range';

const ONE = exactly(1);
/** Bytes of an address. */
const ADDRESS: Range = { min: 4, max: 16 };
const MAX_FORMAT = 64;
const MAX_FORMAT_PATTERN = 128;

const ACCESSORS = [
  ...['masked', 'prefixLength', 'family', 'isUnspecified', 'isLoopback', 'isLinkLocalMulticast'],
  ...['isLinkLocalUnicast', 'isGlobalUnicast', 'format.named', 'sign', 'asInteger', 'isInteger'],
  ...[
    'asApproximateFloat',
    'isGreaterThan',
    'isLessThan',
    'compareTo',
    'add',
    'sub',
    'major',
    'minor',
    'patch',
  ],
  ...['getScheme', 'getHostname', 'getHost', 'getPort', 'getEscapedPath', 'getQuery'],
];
const PARSERS = ['cidr', 'isIP', 'isCIDR', 'quantity', 'isQuantity', 'semver', 'isSemver'];

function read(size: Range): Range {
  return times(size, Factor.TEXT);
}

/**
 * What Kubernetes takes the functions to cost that it adds; `undefined` for those that CEL has itself.
 * Source: EstimateCallCost in k8s.io/apiserver, pkg/cel/library/cost.go.
 */
export function kubernetesCost(
  { name, params }: Overload,
  target: Node | undefined,
  args: readonly Node[],
): CallCost | undefined {
  const [first, second] = args;
  if (ACCESSORS.includes(name)) return { cost: ONE };
  if (PARSERS.includes(name)) return { cost: read(sizeOf(first)) };
  switch (name) {
    case 'isSorted':
    case 'sum':
    case 'max':
    case 'min':
    case 'indexOf':
    case 'lastIndexOf':
      return target && { cost: searchCost(target) };
    case 'url':
      return { cost: read(sizeOf(first)), size: sizeOf(first) };
    case 'lowerAscii':
    case 'upperAscii':
    case 'substring':
    case 'trim':
      return { cost: read(sizeOf(target)), size: sizeOf(target) };
    case 'replace':
      return { cost: times(sizeOf(target), 2 * Factor.TEXT), size: replacedSize(target, first, second) };
    case 'split':
      return {
        cost: times(sizeOf(target), 2 * Factor.TEXT),
        size: { min: 0, max: splitMax(target, second) },
      };
    case 'join':
      return target && joinCost(target, first);
    case 'find':
    case 'findAll':
      return findCost(target, first);
    case 'ip':
      return { cost: params[0]?.kind === 'opaque' ? ONE : read(sizeOf(first)) };
    case 'ip.isCanonical':
      return { cost: times(sizeOf(first), 2 * Factor.TEXT) };
    case 'containsIP':
    case 'containsCIDR':
      return { cost: containsCost(name, params[1]?.kind, first) };
    case 'validate':
      return { cost: times(read(sizeOf(first)), MAX_FORMAT_PATTERN * Factor.PATTERN) };
    case '_==_':
      return equalsCost(first, second);
    default:
      return undefined;
  }
}

function searchCost(target: Node): Range {
  const items = target.items?.();
  if (!items) return read(sizeOf(target));
  const isText = items.type.kind === 'string' || items.type.kind === 'bytes';
  return product(sizeOf(target), isText ? sum(ONE, read(sizeOf(items))) : ONE);
}

function replacedSize(target: Node | undefined, part: Node | undefined, by: Node | undefined): Range {
  const [size, old, added] = [sizeOf(target), sizeOf(part), sizeOf(by)];
  const most = countOf(size.max, old.min, added.max <= old.min);
  const least = countOf(size.min, old.max, old.max <= added.min);
  return {
    min: most.kept === undefined ? 0 : least.count * added.min + (least.kept ?? 0),
    max: Math.min(most.count * added.max + (most.kept ?? 0), UNKNOWN.max),
  };
}

/** How often a part of a length is replaced in a text of a length, and what of the text is kept. */
function countOf(size: number, part: number, isShorter: boolean): { count: number; kept?: number } {
  if (part === 0) return { count: size + 1, kept: size };
  return isShorter ? { count: 0, kept: size } : { count: Math.ceil(size / part) };
}

function splitMax(target: Node | undefined, limit: Node | undefined): number {
  const { expr } = limit ?? {};
  const isLiteral = expr?.kind === 'literal' && typeof expr.value === 'bigint';
  return isLiteral && typeof expr.value === 'bigint'
    ? Number(BigInt.asUintN(64, expr.value))
    : sizeOf(target).max;
}

function joinCost(target: Node, separator: Node | undefined): CallCost {
  const count = sizeOf(target);
  const between = { min: Math.max(count.min - 1, 0), max: Math.max(count.max - 1, 0) };
  const items = target.items?.();
  const texts = items ? product(count, sizeOf(items)) : exactly(0);
  const size = separator ? sum(texts, product(sizeOf(separator), between)) : texts;
  return { cost: read(size), size };
}

function findCost(target: Node | undefined, pattern: Node | undefined): CallCost {
  const text = read(sum(sizeOf(target), ONE));
  const cost = product(text, times(sizeOf(pattern), Factor.PATTERN));
  return { cost, size: { min: 0, max: sizeOf(target).max } };
}

function containsCost(name: string, kind: TypeKind | undefined, other: Node | undefined): Range {
  const compared = times(sum(ADDRESS, ADDRESS), Factor.TEXT);
  const masked = name === 'containsCIDR' ? sum(times(ADDRESS, Factor.TEXT), ONE) : exactly(0);
  return sum(compared, masked, kind === 'string' ? read(sizeOf(other)) : exactly(0));
}

function equalsCost(left: Node | undefined, right: Node | undefined): CallCost | undefined {
  if (left?.type.kind !== 'opaque' || right?.type.name !== left.type.name) return undefined;
  switch (left.type.name) {
    case 'kubernetes.NamedFormat':
      return { cost: times({ min: 1, max: MAX_FORMAT }, Factor.TEXT) };
    case 'kubernetes.URL':
      return { cost: times({ min: 1, max: right.size ? union(ONE, right.size).max : 1 }, Factor.TEXT) };
    default:
      return { cost: ONE };
  }
}
