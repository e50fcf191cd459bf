import * as fc from 'fast-check';
import { type Case, casesOf } from './case';
import type { DryRun } from './dry-run';
import { sendable } from './pool';
import { CASES, SEED } from './settings';
import type { Subject } from './subject';
import { synthesize } from './synth';

/** How many cases are under way at once: enough to keep synth and the API server busy together. */
const AT_ONCE = 24;
/** How long a counterexample is made smaller, in milliseconds. */
const SHRINKING = 20_000;

/** A case that synth accepted and the API server did not. */
export interface Counterexample {
  /** Which of the cases it is. */
  readonly index: number;
  /** What the API server says. */
  readonly complaints: readonly string[];
}

/** What a sweep found. */
export interface Sweep {
  /** How many cases there were. */
  readonly cases: number;
  /** Why synth refused cases, each message once, and how often. */
  readonly refusals: ReadonlyMap<string, number>;
  /** The cases that synth accepted and the API server did not. */
  readonly counterexamples: readonly Counterexample[];
}

/** Judges one case: what is complained of, or why synth refused it. */
async function judged<Props>(
  subject: Subject<Props>,
  given: Case<Props>,
  minor: string,
  dryRun: DryRun,
): Promise<{ readonly refused?: string; readonly complaints: readonly string[] }> {
  try {
    const made = synthesize(subject, given, minor);
    if ('refused' in made) return { refused: made.refused, complaints: [] };
    const answers = await Promise.all(sendable(made.objects).map((object) => dryRun.complaints(object)));
    return { complaints: [...new Set(answers.flat())] };
  } catch (error) {
    return { complaints: [`synth failed: ${error instanceof Error ? error.stack : error}`] };
  }
}

/**
 * Judges cases of a construct, several at once.
 * @param numRuns how many; as many as the settings say
 */
export async function sweep<Props>(
  subject: Subject<Props>,
  minor: string,
  dryRun: DryRun,
  numRuns = CASES,
): Promise<Sweep> {
  const cases = fc.sample(casesOf(subject), { numRuns, seed: SEED });
  const refusals = new Map<string, number>();
  const counterexamples: Counterexample[] = [];
  const queue = cases.entries();
  const work = async (): Promise<void> => {
    for (const [index, given] of queue) {
      const { refused, complaints } = await judged(subject, given, minor, dryRun);
      if (refused !== undefined) refusals.set(refused, (refusals.get(refused) ?? 0) + 1);
      if (complaints.length > 0) counterexamples.push({ index, complaints });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return {
    cases: cases.length,
    refusals,
    counterexamples: counterexamples.sort((a, b) => a.index - b.index),
  };
}

/** The smallest props, as far as there is time to look for them, of which the API server complains likewise. */
export async function minimal<Props>(
  subject: Subject<Props>,
  minor: string,
  dryRun: DryRun,
  { index, complaints }: Counterexample,
): Promise<string> {
  const kind = kindOf(complaints[0] ?? '');
  let found = complaints;
  const property = fc.asyncProperty(casesOf(subject), async (given) => {
    const { complaints: said } = await judged(subject, given, minor, dryRun);
    if (!said.some((complaint) => kindOf(complaint) === kind)) return;
    found = said;
    throw new Error(said.join('\n'));
  });
  const { counterexample } = await fc.check(property, {
    seed: SEED,
    path: String(index),
    numRuns: 1,
    interruptAfterTimeLimit: SHRINKING,
  });
  const smallest = counterexample?.[0];
  const props = smallest && (subject.show ?? fc.stringify)(smallest.props);
  return [...found, `props: ${props}`, `cluster: ${fc.stringify(smallest?.cluster)}`].join('\n');
}

/** A complaint without the values in it, so that shrinking stays with the mistake that it began with. */
export function kindOf(complaint: string): string {
  return complaint.replace(/"(?:[^"\\]|\\.)*"|\d+/g, '…').slice(0, 300);
}
