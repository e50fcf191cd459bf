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

/** Cases of a construct. */
export function casesOf<Props>({ props }: Subject<Props>): fc.Arbitrary<Case<Props>> {
  return fc.record({ cluster: clusterFacts, props }, { noNullPrototype: true }) as fc.Arbitrary<Case<Props>>;
}
