import * as fc from 'fast-check';
import type { ClusterProps } from '../../../../lib';
import { clusterFacts } from '../values/cluster';
import type { Subject } from './subject';

/** A case: props of a construct, and the cluster that it is declared for. */
export interface Case<Props> {
  /** Facts about the cluster. */
  readonly cluster: Omit<ClusterProps, 'kubernetes'>;
  /** Props of the construct. */
  readonly props: Props;
}

/** How many cases are drawn at a time. */
const BATCH = 100;

/** Cases of a construct. */
export function casesOf<Props>({ props }: Subject<Props>): fc.Arbitrary<Case<Props>> {
  return fc.record({ cluster: clusterFacts, props }, { noNullPrototype: true }) as fc.Arbitrary<Case<Props>>;
}

/** Cases that were drawn, by their construct and by where they are in the sequence: each version has the same ones. */
const DRAWN = new WeakMap<object, Map<string, readonly unknown[]>>();

function draw<Props>(subject: Subject<Props>, seed: number, start: number): readonly Case<Props>[] {
  const batches = DRAWN.get(subject) ?? new Map<string, readonly unknown[]>();
  DRAWN.set(subject, batches);
  const key = `${seed}:${start}`;
  const known = batches.get(key) as readonly Case<Props>[] | undefined;
  if (known) return known;
  const batch = fc.sample(casesOf(subject), { seed, path: String(start), numRuns: BATCH });
  batches.set(key, batch);
  return batch;
}

/**
 * The endless sequence of cases of a construct from a seed, from one of them on.
 * @param first index of that one
 */
export function* casesFrom<Props>(
  subject: Subject<Props>,
  seed: number,
  first: number,
): Generator<readonly [index: number, given: Case<Props>]> {
  for (let start = first; ; start += BATCH) {
    for (const [offset, given] of draw(subject, seed, start).entries()) yield [start + offset, given];
  }
}
