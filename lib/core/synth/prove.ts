import { type Check, describeFinding } from '../check';
import { PlatformError } from '../errors';
import type { ObjectIndex } from '../rendered-object';

/** What checks found. */
export interface Proven {
  /** What stops synth, a line each. */
  readonly problems: readonly string[];
  /** What does not: a line each, sorted, without repetition. */
  readonly warnings: readonly string[];
}

/** Runs checks over the objects of an app. */
export function prove(objects: ObjectIndex, checks: readonly Check[]): Proven {
  const problems: string[] = [];
  const warnings = new Set<string>();
  for (const check of checks) {
    try {
      for (const finding of check(objects)) {
        if (finding.severity === 'warning') warnings.add(describeFinding(finding));
        else problems.push(describeFinding(finding));
      }
    } catch (error) {
      // What one check stumbles over must not hide what the others found.
      if (!(error instanceof PlatformError)) throw error;
      problems.push(error.message);
    }
  }
  return { problems, warnings: [...warnings].sort() };
}
