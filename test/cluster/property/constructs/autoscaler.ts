import * as fc from 'fast-check';
import { Autoscaler, type AutoscalerProps, Namespace } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { labels } from '../values/labels';
import { dnsSubdomain } from '../values/names';
import { partial } from '../values/records';
import { autoscaling } from '../values/scale';

/** {@link Autoscaler} under test. */
export const autoscaler: Subject<AutoscalerProps> = {
  name: 'Autoscaler',
  props: fc
    .tuple(dnsSubdomain, autoscaling, partial<Pick<AutoscalerProps, 'labels'>>({ labels }))
    .map(([name, bounds, rest]) => ({ name, ...bounds, ...rest })),
  declare: (cluster, props) =>
    inChart(cluster, (chart) => new Autoscaler(new Namespace(chart, 'home'), 'autoscaler', props)),
};
