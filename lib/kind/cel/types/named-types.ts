import { listOf, mapOf, SIMPLE, type Type, typeOf } from './type';

const { bool, bytes, double, int, string, uint, timestamp, duration, ip, cidr, dyn } = SIMPLE;

/** The types that an expression can name, to compare with `type(self)`. */
export const NAMED_TYPES: ReadonlyMap<string, Type> = new Map<string, Type>([
  ...[bool, bytes, double, int, string, uint, timestamp, duration, ip, cidr, SIMPLE.null].map(
    (type): [string, Type] => [type.name, type],
  ),
  ['list', listOf(dyn)],
  ['map', mapOf(dyn, dyn)],
  ['type', typeOf(dyn)],
  ['optional_type', { kind: 'optional', name: 'optional_type', params: [dyn] }],
]);
