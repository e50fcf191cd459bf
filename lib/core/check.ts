import type { IConstruct } from 'constructs';
import { PlatformError, type Problem } from './errors';
import { ensureProved } from './proof';
import type { ObjectIndex } from './rendered-object';

/** Something that a check found: where, and what is wrong. */
export interface Finding extends Problem {
  /** Path of the construct that it is about. */
  readonly path: string;
  /**
   * Prop of the construct.
   * @default - none
   */
  readonly prop?: string;
  /**
   * An error stops synth; a warning is printed, and synth goes on.
   * @default 'error'
   */
  readonly severity?: 'error' | 'warning';
}

/**
 * A proof over the synthesized objects: it reads what will be applied, never the props it was made from. What it
 * finds stops synth, unless it is a warning.
 */
export type Check = (objects: ObjectIndex) => readonly Finding[];

const CHECKS = Symbol.for('cdk8s-platform.checks');

interface Checked {
  [CHECKS]?: Check[];
}

/**
 * Adds a check over all objects of the app, which runs at the end of synth: once in a PlatformApp; in a stock App in its
 * validation, once and again for each chart.
 */
export function addCheck(scope: IConstruct, check: Check): void {
  const checked = scope as Checked;
  checked[CHECKS] ??= [];
  checked[CHECKS].push(check);
  ensureProved(scope);
}

/** The checks that were added to a construct. */
export function checksOf(scope: IConstruct): readonly Check[] {
  return (scope as Checked)[CHECKS] ?? [];
}

/** Synth was stopped by what its checks and validations found; nothing was written. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';

  constructor(
    /** One line for each problem. */
    readonly problems: readonly string[],
  ) {
    super(
      `nothing was written: ${problems.length} problem(s)\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
}

/** The line that an error message shows for a finding. */
export function describeFinding({ path, prop, severity, ...problem }: Finding): string {
  return new PlatformError(problem, { path, prop }).message;
}

/** What is wrong with one field, by code that throws a {@link PlatformError} for it; nothing when nothing is. */
export function findingsOf(
  where: { readonly path: string; readonly prop: string },
  parse: () => unknown,
): readonly Finding[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (error instanceof PlatformError) return [{ ...where, ...error.problem }];
    throw error;
  }
}
