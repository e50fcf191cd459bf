import { listOf, mapOf, optionalOf, param, SIMPLE, type Type, typeOf } from '../types/type';
import type { Value } from '../values/value';

/** One way to call a function: with arguments of certain types. */
export interface Overload {
  /** Its signature, which no other has: `string.charAt(int): string`. */
  readonly id: string;
  /** Name of the function: `charAt`, `sets.contains`, `_+_`. */
  readonly name: string;
  /** Whether its first parameter is what it is called on. */
  readonly isMethod: boolean;
  /** Types of its parameters; of a method, first of what it is called on. */
  readonly params: readonly Type[];
  /** Type of its result. */
  readonly result: Type;
  /** The oldest minor version of Kubernetes whose API server takes new rules with it, 0 for any. */
  readonly needs: number;
  /**
   * What it does, with as many values as it has parameters, each of its type.
   * @default - the evaluator knows: not all of its arguments are always evaluated
   */
  readonly run?: Run;
}

/** What a function does. */
export type Run = (...args: readonly Value[]) => Value;

/** What a function does, as it is declared: its signature says which values it is given. */
type Implementation = (...args: never[]) => Value;

/** Functions of one sort, by their signatures: `indexOf(string, int): int`. */
export type Signatures = Readonly<Record<string, Implementation | 'lazy'>>;

/**
 * Declares functions that stand alone.
 * @param needs the oldest minor version of Kubernetes that takes new rules with them
 */
export function functions(needs: number, signatures: Signatures): readonly Overload[] {
  return Object.entries(signatures).map(([signature, run]) => declare(signature, undefined, needs, run));
}

/** Declares functions that are called on a value. */
export function methods(needs: number, receiver: string, signatures: Signatures): readonly Overload[] {
  return Object.entries(signatures).map(([signature, run]) => declare(signature, receiver, needs, run));
}

function declare(
  signature: string,
  receiver: string | undefined,
  needs: number,
  run: Implementation | 'lazy',
): Overload {
  const [, name = '', args = '', result = ''] = /^(.+?)\((.*)\): (.+)$/.exec(signature) ?? [];
  const types = receiver === undefined ? splitTypes(args) : [receiver, ...splitTypes(args)];
  return {
    id: receiver === undefined ? signature : `${receiver}.${signature}`,
    name,
    isMethod: receiver !== undefined,
    params: types.map(parseType),
    result: parseType(result),
    needs,
    ...(run !== 'lazy' && { run: run as unknown as Run }),
  };
}

/** Reads a type as signatures write it: `list(A)`, `map(string, int)`; a capital letter is a parameter. */
function parseType(text: string): Type {
  const [, name = '', inner] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  if (/^[A-Z]$/.test(name)) return param(name);
  const params = inner === undefined ? [] : splitTypes(inner).map(parseType);
  const [first = SIMPLE.dyn, last = first] = params;
  switch (name) {
    case 'list':
      return listOf(first);
    case 'map':
      return mapOf(first, last);
    case 'optional':
      return optionalOf(first);
    case 'type':
      return typeOf(first);
    default:
      return SIMPLE[name as keyof typeof SIMPLE];
  }
}

function splitTypes(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += char;
  }
  return part.trim() === '' ? parts : [...parts, part.trim()];
}
