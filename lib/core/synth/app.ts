import { App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { appChecks } from '../app-check';
import { type Check, checksOf, SynthesisError } from '../check';
import type { Cluster } from '../cluster';
import { fail, PlatformError } from '../errors';
import { provesItself } from '../proof';
import { ObjectIndex, type RenderedObject } from '../rendered-object';
import type { Report } from '../report';
import { adopt, kindsThatHoldData } from './adopt';
import { checkIdentities } from './identity-check';
import { checkMetadata } from './metadata-check';
import { areNested, HEADER, type Output, writeOutputs } from './output';
import { prove } from './prove';
import { renderSources, told } from './render';
import { REPORT_HEADERS, reportFiles, reportsOf } from './reports';
import { acrossCharts, type RenderedSource, type Unit, unitFile, unitOf, walk } from './unit';
import { toYaml } from './yaml';

/** How the units of an app reach the cluster. */
export interface Delivery {
  /**
   * Adds to the app a chart of the objects that deliver its units.
   * @param app the app
   * @param units everything that the app synthesizes, without the chart of the delivery itself
   */
  deliver(app: PlatformApp, units: readonly Unit[]): Chart;
}

/** What an app synthesizes, once it has passed every check. */
interface Proved {
  readonly units: readonly Unit[];
  readonly objects: ObjectIndex;
}

/** Props of {@link PlatformApp}. */
export interface PlatformAppProps {
  /**
   * Facts about the target cluster.
   * @default - none; constructs that need one say so
   */
  readonly cluster?: Cluster;
  /**
   * How the app reaches the cluster.
   * @default - by other means
   */
  readonly delivery?: Delivery;
  /**
   * Directory that the manifests are written to.
   * @default - the environment's CDK8S_OUTDIR, which the cdk8s command sets, or `dist`
   */
  readonly outdir?: string;
  /**
   * Directory that the reports are written to, relative to the working directory: `docs/platform`. Argo CD and Flux apply
   * whatever they find in the output directory, so it cannot be in that, nor around it.
   * @default - none is written; {@link PlatformApp.reports} returns them
   */
  readonly reports?: string;
}

/**
 * A cdk8s App whose synth is linear, atomic and guarded.
 *
 * - Linear: every object is rendered and every construct validated once. The stock App resolves dependencies and
 *   validates the whole app again for each chart.
 * - Atomic: nothing is written unless everything is valid, and stale files of its own are removed.
 * - Guarded: duplicate objects, wrong scopes and invalid names stop synth, and so does every check that a
 *   construct has added.
 *
 * Each chart is written to a folder of its own, `<chart path>/<chart id>.k8s.yaml`, which Argo CD or Flux can be
 * pointed at. Constructs of this library work in a stock App as well, which runs the checks that they add again for each
 * chart.
 */
export class PlatformApp extends App {
  private readonly delivery?: Delivery;
  private readonly reportsDirectory?: string;
  private delivered?: Chart;
  private found: readonly string[] = [];

  /** @throws PlatformError when the directory of the reports is in the output directory, or around it */
  constructor(props: PlatformAppProps = {}) {
    super({ outdir: props.outdir });
    provesItself(this);
    this.reportsDirectory = props.reports;
    if (props.reports !== undefined && areNested(props.reports, this.outdir)) {
      fail(this, 'reports', {
        problem: 'is in the output directory or around it: GitOps applies whatever it finds there',
        given: props.reports,
        allowed: `a directory beside ${this.outdir}`,
      });
    }
    props.cluster?.provideTo(this);
    this.delivery = props.delivery;
  }

  /** What the last synth found that does not stop it: a line for each, without repetition. */
  get warnings(): readonly string[] {
    return this.found;
  }

  /**
   * Renders and checks the whole app without writing anything.
   * @throws SynthesisError with every problem found
   */
  units(): readonly Unit[] {
    return this.proved().units;
  }

  /**
   * Renders and checks the whole app, and returns its objects by what they are looked up by, without writing anything.
   * @throws SynthesisError with every problem found
   */
  objects(): ObjectIndex {
    return this.proved().objects;
  }

  /**
   * Renders and checks the whole app, and returns what it reports, sorted by name, without writing anything.
   * @throws SynthesisError with every problem found
   */
  reports(): readonly Report[] {
    return reportsOf(this, this.objects());
  }

  /**
   * Writes the manifests to the output directory, the reports to theirs, if any, and {@link warnings} to standard error.
   * @throws SynthesisError with every problem found; nothing is written then
   */
  override synth(): void {
    const { units, objects } = this.proved();
    const files = new Map(
      units.map((unit) => [`${unit.path}/${unitFile(unit)}`, `${HEADER}\n${yamlOf(unit.objects)}`] as const),
    );
    const manifests: Output = { directory: this.outdir, files, headers: { '.yaml': HEADER }, prop: 'outdir' };
    writeOutputs([manifests, ...this.reportsOutput(objects)]);
    for (const warning of this.warnings) process.stderr.write(`warning: ${warning}\n`);
  }

  /** The manifests of all charts as one YAML stream. */
  override synthYaml(): string {
    return yamlOf(this.units().flatMap(({ objects }) => objects));
  }

  private proved(): Proved {
    // What the delivery added last time would otherwise be delivered itself.
    if (this.delivered) this.node.tryRemoveChild(this.delivered.node.id);
    this.delivered = undefined;
    const { units, checks } = renderAll(this);
    if (this.delivery) {
      // What is delivered must be sound first, or the delivery would be blamed for it.
      sound(indexOf(units), [checkIdentities, checkMetadata]);
      this.delivered = this.delivery.deliver(this, units);
      units.push(...renderAll(this.delivered).units);
    }
    units.sort((a, b) => (a.path < b.path ? -1 : 1));
    const objects = indexOf(units);
    this.found = sound(objects, [checkIdentities, checkMetadata, ...appChecks(this), ...checks]);
    return { units, objects };
  }

  private reportsOutput(objects: ObjectIndex): readonly Output[] {
    if (this.reportsDirectory === undefined) return [];
    const files = reportFiles(reportsOf(this, objects));
    return [{ directory: this.reportsDirectory, files, headers: REPORT_HEADERS, prop: 'reports' }];
  }
}

/** Writes objects one by one, so that what cannot be written is told by the path of its construct. */
function yamlOf(objects: readonly RenderedObject[]): string {
  return objects
    .map(({ path, manifest }) => {
      try {
        return toYaml([manifest]);
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        const prop = error.where.prop?.replace(/^documents\[0\]\.?/, '');
        throw new SynthesisError([new PlatformError(error.problem, { path, prop }).message]);
      }
    })
    .join('---\n');
}

/** Validates every construct of a tree, renders each chart once, and collects the checks. */
function renderAll(root: IConstruct): { readonly units: Unit[]; readonly checks: readonly Check[] } {
  const { constructs, charts } = walk(root);
  const problems: string[] = [];
  for (const construct of constructs) {
    for (const problem of construct.node.validate()) problems.push(`[${construct.node.path}] ${problem}`);
    if (!(construct instanceof Chart)) continue;
    for (const target of construct.node.dependencies) problems.push(acrossCharts(construct, target).message);
  }
  const rendered = new Map<Chart, readonly RenderedSource[]>();
  for (const [chart, objects] of charts) {
    const sources = renderSources(objects, problems);
    if (sources.length > 0) rendered.set(chart, sources);
  }
  const dataKinds = kindsThatHoldData([...rendered.values()].flat().map(({ manifest }) => manifest));
  const units: Unit[] = [];
  for (const [chart, sources] of rendered) {
    const adopted = sources.map(({ source, manifest }) => ({
      source,
      manifest: adopt(source, manifest, dataKinds),
    }));
    const unit = told(problems, () => unitOf(chart, adopted));
    if (unit) units.push(unit);
  }
  if (problems.length > 0) throw new SynthesisError(problems);
  return { units, checks: constructs.flatMap(checksOf) };
}

function indexOf(units: readonly Unit[]): ObjectIndex {
  return new ObjectIndex(units.flatMap((unit) => unit.objects));
}

/** Runs checks, and returns what they warn of. */
function sound(objects: ObjectIndex, checks: readonly Check[]): readonly string[] {
  const { problems, warnings } = prove(objects, checks);
  if (problems.length > 0) throw new SynthesisError(problems);
  return warnings;
}
