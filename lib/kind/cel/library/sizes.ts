import type { List, MapValue } from '../values/value';
import { functions, methods, type Overload } from './overload';
import { lengthOf } from './text';
import { Versions } from './versions';

const OF_BYTES = (bytes: Uint8Array): bigint => BigInt(bytes.length);
const OF_TEXT = (text: string): bigint => BigInt(lengthOf(text));
const OF_COLLECTION = (value: List | MapValue): bigint => BigInt(value.size);

/** Sizes, as functions and as methods. */
export const SIZES: readonly Overload[] = [
  ...functions(Versions.ALL, {
    'size(bytes): int': OF_BYTES,
    'size(list(A)): int': OF_COLLECTION,
    'size(map(A, B)): int': OF_COLLECTION,
    'size(string): int': OF_TEXT,
  }),
  ...methods(Versions.ALL, 'bytes', { 'size(): int': OF_BYTES }),
  ...methods(Versions.ALL, 'list(A)', { 'size(): int': OF_COLLECTION }),
  ...methods(Versions.ALL, 'map(A, B)', { 'size(): int': OF_COLLECTION }),
  ...methods(Versions.ALL, 'string', { 'size(): int': OF_TEXT }),
];
