import { EvaluationError } from '../errors';
import { describeType } from '../types/type';
import { Duration, Timestamp } from '../values/time';
import { Uint } from '../values/uint';
import { List, MapValue, TypeValue, typeOfValue, type Value } from '../values/value';
import { formatDouble } from './conversions';
import { formatExponent, formatFixed } from './decimal';

/** A verb of a format, which stands for one value. */
export interface Clause {
  /** One of `s d f e b x X o`. */
  readonly verb: string;
  /** Digits after the point; only `f` heeds it. */
  readonly precision: number;
}

const PRECISION = 6;

/**
 * Splits a format into its verbs and the text between them.
 * @throws EvaluationError for a verb that there is not
 */
export function parseFormat(format: string): readonly (string | Clause)[] {
  const parts: (string | Clause)[] = [];
  let end = 0;
  for (const found of format.matchAll(/%(?:(%)|(?:\.(\d*))?([\s\S]?))/g)) {
    const [all, percent, precision, verb = ''] = found;
    parts.push(format.slice(end, found.index));
    end = found.index + all.length;
    if (percent) parts.push('%');
    else if (verb === '') throw new EvaluationError('a format ends within a clause');
    else if (!'sdfebxXo'.includes(verb) || precision === '')
      throw new EvaluationError(`unrecognized formatting clause "${verb}"`);
    else parts.push({ verb, precision: precision === undefined ? PRECISION : Number(precision) });
  }
  return [...parts, format.slice(end)];
}

/** Types whose values a verb can show. */
export const VERB_TYPES: Readonly<Record<string, readonly string[]>> = {
  s: [
    ...['list', 'map', 'int', 'uint', 'double', 'bool', 'string', 'timestamp', 'bytes', 'duration'],
    ...['type', 'null'],
  ],
  d: ['int', 'uint'],
  // "NaN", "Infinity" and "-Infinity" are numbers too.
  f: ['double', 'string'],
  e: ['double', 'string'],
  b: ['int', 'uint', 'bool'],
  x: ['int', 'uint', 'string', 'bytes'],
  X: ['int', 'uint', 'string', 'bytes'],
  o: ['int', 'uint'],
};

/**
 * Formats values, as the string extension of CEL does in version 2, with numbers as in English.
 * @throws EvaluationError for a verb that there is not, or that cannot show its value, and for too few values
 */
export function formatText(format: string, values: List): string {
  let index = 0;
  const texts = parseFormat(format).map((part) => {
    if (typeof part === 'string') return part;
    if (index >= values.size) throw new EvaluationError(`index ${index} out of range`);
    const text = show(part, values.at(index));
    index += 1;
    return text;
  });
  return texts.join('');
}

function show({ verb, precision }: Clause, value: Value): string {
  const type = typeOfValue(value);
  const isNumber = typeof value !== 'string' || ['NaN', 'Infinity', '-Infinity'].includes(value);
  if (!VERB_TYPES[verb]?.includes(type.kind) || ('fe'.includes(verb) && !isNumber)) {
    throw new EvaluationError(`%${verb} does not show values of type ${describeType(type)}`);
  }
  switch (verb) {
    case 'f':
      return formatFixed(Number(value), precision);
    case 'e':
      return formatExponent(Number(value), PRECISION);
    case 'd':
      return String(integerOf(value));
    case 'b':
      return typeof value === 'boolean' ? String(Number(value)) : integerOf(value).toString(2);
    case 'o':
      return integerOf(value).toString(8);
    case 's':
      return showText(value);
    default: {
      const hex = showHex(value);
      return verb === 'X' ? hex.toUpperCase() : hex;
    }
  }
}

function integerOf(value: Value): bigint {
  return value instanceof Uint ? value.value : BigInt(value as bigint);
}

function showHex(value: Value): string {
  if (typeof value === 'string' || value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return integerOf(value).toString(16);
}

function showText(value: Value): string {
  if (value instanceof List) return `[${[...value].map(showPart).join(', ')}]`;
  if (value instanceof MapValue) return showMap(value);
  if (value instanceof TypeValue) return value.type.name;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (value instanceof Uint) return String(value.value);
  return typeof value === 'number' ? formatDouble(value) : String(value);
}

function showMap(map: MapValue): string {
  const entries = map.keys().map((key) => `${showPart(key)}:${showPart(map.find(key) ?? null)}`);
  return `{${entries.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join(', ')}}`;
}

/** A value within a list or map, as a literal of CEL. */
function showPart(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Uint8Array) return `b${JSON.stringify(showText(value))}`;
  if (value instanceof Timestamp) return `timestamp("${value}")`;
  if (value instanceof Duration) return `duration("${value}")`;
  if (typeof value !== 'number') return showText(value);
  if (Number.isNaN(value)) return '"NaN"';
  return Number.isFinite(value) ? formatFixed(value, PRECISION, false) : `"${formatDouble(value)}"`;
}
