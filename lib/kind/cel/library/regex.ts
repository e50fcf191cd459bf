import { RE2JS } from 're2js';
import { EvaluationError } from '../errors';
import { PlainList } from '../values/collections';
import { functions, methods, type Overload } from './overload';
import { Versions } from './versions';

const compiled = new Map<string, RE2JS>();

/**
 * A pattern, as Go reads it.
 * @throws EvaluationError for one that Go cannot read
 */
export function patternOf(text: string): RE2JS {
  const known = compiled.get(text);
  if (known) return known;
  try {
    const pattern = RE2JS.compile(text);
    compiled.set(text, pattern);
    return pattern;
  } catch (error) {
    throw new EvaluationError(`Illegal regex: ${(error as Error).message}`);
  }
}

function matches(text: string, pattern: string): boolean {
  return patternOf(pattern).matcher(text).find();
}

function findAll(text: string, pattern: string, limit: bigint): PlainList {
  const matcher = patternOf(pattern).matcher(text);
  const found: string[] = [];
  let end = -1;
  while ((limit < 0n || BigInt(found.length) < limit) && matcher.find()) {
    // Go takes nothing right after a match for no match of its own.
    if (matcher.end() > matcher.start() || matcher.start() !== end) found.push(matcher.group() ?? '');
    end = matcher.end();
  }
  return new PlainList(found);
}

/** Functions with patterns. */
export const REGEX: readonly Overload[] = [
  ...functions(Versions.ALL, { 'matches(string, string): bool': matches }),
  ...methods(Versions.ALL, 'string', {
    'matches(string): bool': matches,
    'find(string): string': (text: string, pattern: string) =>
      String(findAll(text, pattern, 1n).items[0] ?? ''),
    'findAll(string): list(string)': (text: string, pattern: string) => findAll(text, pattern, -1n),
    'findAll(string, int): list(string)': findAll,
  }),
];
