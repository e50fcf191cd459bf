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
    const batch = fc.sample(casesOf(subject), { seed, path: String(start), numRuns: BATCH });
    for (const [offset, given] of batch.entries()) yield [start + offset, given];
  }
}
