import type { IConstruct } from 'constructs';
import { markClass } from './mark';

/** What is wrong with one value, in the parts every error message of this library is made of. */
export interface Problem {
  /** What is wrong, as a phrase that follows the name of the prop: "is not a quantity". */
  readonly problem: string;
  /**
   * The value given.
   * @default - the message names no value
   */
  readonly given?: unknown;
  /**
   * What is allowed instead.
   * @default - the problem says it already
   */
  readonly allowed?: string;
  /**
   * How to mend it, where that is not obvious.
   * @default - what is allowed says it already
   */
  readonly fix?: string;
}

/** Where a problem is: the construct and its prop. */
export interface Where {
  /** Path of the construct in the tree. */
  readonly path?: string;
  /** The prop, with dots for nesting: `budget.cpu`. */
  readonly prop?: string;
}

/**
 * Every error this library throws for bad input. Its message is one line: the construct's path, the prop,
 * what is wrong, the value given, what is allowed and how to fix it.
 */
export class PlatformError extends Error {
  static {
    markClass(PlatformError, 'PlatformError');
  }

  override readonly name = 'PlatformError';

  constructor(
    /** What is wrong. */
    readonly problem: Problem,
    /** Where it is; values parsed outside a construct have no path. */
    readonly where: Where = {},
  ) {
    super(describe(problem, where));
  }
}

/**
 * Runs `parse` and adds to a {@link PlatformError} that it throws the prop that was parsed. For values that are
 * parsed where no construct is at hand.
 */
export function inProp<T>(prop: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof PlatformError) || error.where.path !== undefined) throw error;
    const inner = error.where.prop ?? '';
    const isNamed = inner !== '' && !inner.startsWith('[');
    throw new PlatformError(error.problem, { prop: `${prop}${isNamed ? '.' : ''}${inner}` });
  }
}

/**
 * Runs `parse` and adds to a {@link PlatformError} that it throws the path of the construct and the prop.
 * Every construct parses its props through this, so that a message always says where it comes from.
 */
export function at<T>(scope: IConstruct, prop: string | undefined, parse: () => T): T {
  try {
    return prop === undefined ? parse() : inProp(prop, parse);
  } catch (error) {
    if (!(error instanceof PlatformError) || error.where.path !== undefined) throw error;
    throw new PlatformError(error.problem, { path: pathOf(scope), prop: error.where.prop });
  }
}

/** Throws a {@link PlatformError} for a prop of a construct. */
export function fail(scope: IConstruct, prop: string | undefined, problem: Problem): never {
  throw new PlatformError(problem, { path: pathOf(scope), prop });
}

/** The path that messages show for a construct; the root of a tree has an empty one. */
export function pathOf(scope: IConstruct): string {
  return scope.node.path === '' ? '(app)' : scope.node.path;
}

function describe(problem: Problem, where: Where): string {
  const parts = [
    [where.path && `[${where.path}]`, where.prop && `${where.prop}`, problem.problem]
      .filter(Boolean)
      .join(' '),
    'given' in problem ? `given: ${show(problem.given)}` : undefined,
    problem.allowed && `allowed: ${problem.allowed}`,
    problem.fix && `fix: ${problem.fix}`,
  ];
  return parts.filter(Boolean).join('; ');
}

/** JSON has no form for numbers that are none, for bigints, and for what holds itself, as constructs do. */
function textOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : textOf(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
