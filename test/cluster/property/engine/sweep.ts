import * as fc from 'fast-check';
import type { Manifest } from '../../../../lib';
import { type Case, casesFrom, casesOf } from './case';
import type { DryRun } from './dry-run';
import { sendable } from './pool';
import { CASES, FIRST, SEED } from './settings';
import type { Subject } from './subject';
import { synthesize } from './synth';

/** How many cases are under way at once: enough to keep synth and the API server busy together. */
const AT_ONCE = 24;
/** How many times the wanted cases are drawn at most, so that a construct that refuses all of them comes to an end. */
const MOST_DRAWN = 4;
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
  /** How many cases synth accepted. */
  readonly accepted: number;
  /** How many it refused. */
  readonly refused: number;
  /** Why it refused them, each message once, and how often. */
  readonly refusals: ReadonlyMap<string, number>;
  /** The cases that synth accepted and the API server did not. */
  readonly counterexamples: readonly Counterexample[];
}

/** Has the API server judge what synth made of a case: what it complains of. */
async function complaintsOf(objects: readonly Manifest[], dryRun: DryRun): Promise<readonly string[]> {
  const answers = await Promise.all(sendable(objects).map((object) => dryRun.complaints(object)));
  return [...new Set(answers.flat())];
}

/**
 * Judges cases of a construct, several at once, until synth has accepted enough of them. Which cases these are depends
 * on nothing but the seed: synth is done with a case before the next is drawn, whatever the server is about.
 * @param wanted how many cases synth is to accept; as many as the settings say
 * @param first index of the first case; the one that the settings say
 */
export async function sweep<Props>(
  subject: Subject<Props>,
  minor: string,
  dryRun: DryRun,
  wanted = CASES,
  first = FIRST,
): Promise<Sweep> {
  const refusals = new Map<string, number>();
  const counterexamples: Counterexample[] = [];
  let accepted = 0;
  let drawn = 0;
  const queue = casesFrom(subject, SEED, first);
  const work = async (): Promise<void> => {
    while (accepted < wanted && drawn < wanted * MOST_DRAWN) {
      drawn += 1;
      const [index, given] = queue.next().value as readonly [number, Case<Props>];
      const made = synthesize(subject, given, minor);
      if ('refused' in made) {
        refusals.set(made.refused, (refusals.get(made.refused) ?? 0) + 1);
        continue;
      }
      accepted += 1;
      const complaints = 'failed' in made ? [made.failed] : await complaintsOf(made.objects, dryRun);
      if (complaints.length > 0) counterexamples.push({ index, complaints });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return {
    accepted,
    refused: drawn - accepted,
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
    const made = synthesize(subject, given, minor);
    if ('refused' in made) return;
    const said = 'failed' in made ? [made.failed] : await complaintsOf(made.objects, dryRun);
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
  return [
    ...found,
    `props: ${props}`,
    `cluster: ${fc.stringify(smallest?.cluster)}`,
    again(subject.name, minor, index),
  ].join('\n');
}

/** How a case is judged again, and nothing else. */
export function again(construct: string, minor: string, index: number): string {
  const settings = `CDK8S_PLATFORM_SEED=${SEED} CDK8S_PLATFORM_FIRST=${index} CDK8S_PLATFORM_CASES=1`;
  const name = `Kubernetes ${minor}: .* ${construct}$`;
  return `case ${index} of seed ${SEED}, again: ${settings} npm run test:cluster -- property -t '${name}'`;
}

/** A complaint without the values in it, so that shrinking stays with the mistake that it began with. */
export function kindOf(complaint: string): string {
  return complaint.replace(/"(?:[^"\\]|\\.)*"|\d+/g, '…').slice(0, 300);
}
