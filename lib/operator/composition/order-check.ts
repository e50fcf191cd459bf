import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Check, Finding } from '../../core/check';
import { pathOf } from '../../core/errors';
import type { ObjectIndex } from '../../core/rendered-object';
import { SYNC_WAVE, waveNumber } from '../../core/wave';
import type { Edge, OperatorGraph } from './operator-graph';

const FIX =
  'create both in one CompositeOperator, within which waves order them, or leave definitions and what lands in namespaces of others to charts of their own';

/**
 * Where Argo CD delivers operators by Applications of their own, those that are required come first: in the Applications
 * as they are rendered. One that comes later would never start where Argo CD waits for the health of Applications. Those
 * that come together start together, and retries settle it.
 */
export function orderCheck(graph: OperatorGraph, operator: IConstruct): Check {
  return (objects) =>
    graph.edges
      .filter(({ from }) => from.construct === operator)
      .flatMap((edge) => findingOf(edge, objects) ?? []);
}

function findingOf({ from, to, why }: Edge, objects: ObjectIndex): Finding | undefined {
  const [own, other] = [from, to].map(({ construct }) => Chart.of(construct)) as [Chart, Chart];
  if (own === other) return undefined;
  const [wave, otherWave] = [own, other].map((chart) => applicationWave(objects, chart.node.path));
  if (wave === undefined || otherWave === undefined || otherWave < wave) return undefined;
  const together = wave === otherWave;
  return {
    path: pathOf(from.construct),
    prop: 'requires',
    problem: `has ${to.construct.name}, needed ${why}, in the chart [${other.node.path}], which is delivered ${together ? 'together with' : 'after'} its own`,
    given: `wave ${wave} of its own Application, wave ${otherWave} of the other`,
    severity: together ? 'warning' : 'error',
    fix: FIX,
  };
}

/** The wave of the Application that delivers the folder of a chart; `undefined` where none does. */
function applicationWave(objects: ObjectIndex, chart: string): number | undefined {
  const found = objects
    .ofKind('argoproj.io', 'Application')
    .map(({ manifest }) => ({ manifest, folder: folderOf(manifest) }))
    .filter(({ folder }) => folder === chart || folder.endsWith(`/${chart}`))
    // The folder of a chart may end with the path of another: its own is the shorter.
    .sort((a, b) => a.folder.length - b.folder.length)[0]?.manifest;
  return found && waveNumber(found.metadata.annotations?.[SYNC_WAVE]);
}

function folderOf({ spec }: { readonly [field: string]: unknown }): string {
  return (spec as { readonly source?: { readonly path?: string } } | undefined)?.source?.path ?? '';
}
