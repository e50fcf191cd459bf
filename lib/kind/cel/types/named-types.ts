import { Versions } from '../library/versions';
import { listOf, mapOf, SIMPLE, type Type, typeOf } from './type';

/** A type that an expression can name. */
export interface NamedType {
  readonly type: Type;
  /** The oldest minor version of Kubernetes that takes new rules with the name. */
  readonly needs: number;
}

const { bool, bytes, double, int, string, uint, timestamp, duration, dyn } = SIMPLE;
const OLD: readonly Type[] = [
  ...[bool, bytes, double, int, string, uint, timestamp, duration, SIMPLE.null],
  ...[listOf(dyn), mapOf(dyn, dyn), typeOf(dyn)],
];

/** The types that an expression can name, to compare with `type(self)`. */
export const NAMED_TYPES: ReadonlyMap<string, NamedType> = new Map<string, NamedType>([
  ...OLD.map((type) => [type.name, { type, needs: Versions.ALL }] as const),
  ...[SIMPLE.ip, SIMPLE.cidr].map((type) => [type.name, { type, needs: Versions.IP }] as const),
  [
    'optional_type',
    { type: { kind: 'optional', name: 'optional_type', params: [dyn] }, needs: Versions.OPTIONAL },
  ],
]);
