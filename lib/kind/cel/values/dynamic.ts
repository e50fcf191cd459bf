import { PlainList, PlainMap } from './collections';
import type { Value } from './value';

/**
 * A part of an object as a value of an expression that knows no schema of it: whole numbers are int, others double, and
 * keys are as they are written.
 * Source: NativeToValue in github.com/google/cel-go, common/types/provider.go, for objects as Kubernetes decodes them.
 */
export function toDynamic(data: unknown): Value {
  switch (typeof data) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return data;
    case 'number':
      return Number.isInteger(data) ? BigInt(data) : data;
    case 'object':
      break;
    default:
      return null;
  }
  if (data === null) return null;
  if (Array.isArray(data)) return new PlainList(data.map(toDynamic));
  const entries = Object.entries(data).filter(([, value]) => value !== undefined);
  return new PlainMap(entries.map(([key, value]): [Value, Value] => [key, toDynamic(value)]));
}
