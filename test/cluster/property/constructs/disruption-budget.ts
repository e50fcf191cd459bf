import * as fc from 'fast-check';
import { DisruptionBudget, type DisruptionBudgetProps, Namespace } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { integers } from '../values/integers';
import { labels, selector } from '../values/labels';
import { dnsSubdomain } from '../values/names';
import { full, mostly, partial } from '../values/records';
import { bounded } from '../values/scale';

const few = fc
  .tuple(mostly(integers(1, 5), fc.constant(0)), integers(0, 5))
  .map(([replicas, more]) => ({ replicas, maxReplicas: replicas + more }));

/** {@link DisruptionBudget} under test. */
export const disruptionBudget: Subject<DisruptionBudgetProps> = {
  name: 'DisruptionBudget',
  props: fc
    .tuple(
      full<Pick<DisruptionBudgetProps, 'name' | 'selector'>>({ name: dnsSubdomain, selector }),
      fc.oneof(
        bounded.map(({ replicas, disruption }) => ({ replicas, ...disruption })),
        few,
      ),
      partial<Pick<DisruptionBudgetProps, 'labels'>>({ labels }),
    )
    .map(([names, counts, rest]) => ({ ...names, ...counts, ...rest })),
  declare: (cluster, props) =>
    inChart(cluster, (chart) => new DisruptionBudget(new Namespace(chart, 'home'), 'budget', props)),
};
