import { Chart } from 'cdk8s';
import { Wave } from '../../core/wave';
import type { WaveOrder } from '../../core/wave-order';
import type { OperatorConstruct, OperatorGraph } from './operator-graph';

/** Most steps that fit between two waves, so that nothing of one lands in the next. */
export const ROOM = 9;

/**
 * An operator comes after those that it requires: in one chart by the wave of its Deployment, which starts when theirs are
 * available. Between charts the lowest wave of each counts, and so what comes before the Deployments of those that are
 * required is moved ahead: to hold back the others would put them after the charts of those that use them.
 */
export function waveOrder(graph: OperatorGraph, operator: OperatorConstruct): WaveOrder {
  return (wave) => {
    if (wave === Wave.OPERATORS) return wave + graph.chain(operator).length - 1;
    if (wave <= Wave.DEFINITIONS || wave > Wave.OPERATORS) return wave;
    return wave - Math.min(graph.lead(Chart.of(operator)), ROOM);
  };
}
