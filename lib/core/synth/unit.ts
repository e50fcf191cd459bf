import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { PlatformError, pathOf } from '../errors';
import { checkName } from '../names';
import { lacksPlace } from '../placement-check';
import { type Manifest, RenderedObject } from '../rendered-object';
import { SYNC_WAVE, waveNumber } from '../wave';

/** What is delivered together: the objects of one chart, in a folder of their own. */
export interface Unit {
  /** Folder below the output directory: the path of the chart in the tree. */
  readonly path: string;
  /** Its objects, in the order in which they can be applied. */
  readonly objects: readonly RenderedObject[];
}

/** Name of the file in its folder that a unit is written to. */
export function unitFile({ path }: Unit): string {
  return `${path.slice(path.lastIndexOf('/') + 1)}.k8s.yaml`;
}

/** Everything that one walk over a tree finds. */
export interface Walk {
  /** Every construct, parents first. */
  readonly constructs: readonly IConstruct[];
  /** The objects of each chart, which are in no chart nested in it. */
  readonly charts: ReadonlyMap<Chart, readonly ApiObject[]>;
}

/** Walks a tree once. */
export function walk(root: IConstruct): Walk {
  const constructs: IConstruct[] = [];
  const charts = new Map<Chart, ApiObject[]>();
  const stack: { construct: IConstruct; chart?: Chart }[] = [{ construct: root }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { construct } = next;
    constructs.push(construct);
    let { chart } = next;
    if (construct instanceof Chart) {
      chart = construct;
      charts.set(chart, []);
    } else if (construct instanceof ApiObject) {
      charts.get(chart ?? Chart.of(construct))?.push(construct);
    }
    for (const child of construct.node.children.reverse()) stack.push({ construct: child, chart });
  }
  return { constructs, charts };
}

/** An object of a chart, as cdk8s renders it. */
export interface RenderedSource {
  /** The construct. */
  readonly source: ApiObject;
  /** Its manifest. */
  readonly manifest: Manifest;
}

/** Puts the objects of a chart, at least one, in the order in which they can be applied. */
export function unitOf(chart: Chart, sources: readonly RenderedSource[]): Unit {
  const sorted = sources
    .map(({ source, manifest }) => ({
      source,
      object: new RenderedObject(source.node.path, manifest, lacksPlace(source)),
    }))
    .map((entry) => ({ ...entry, key: sortKey(entry.object) }))
    .sort((a, b) => a.key.wave - b.key.wave || compare(a.key.identity, b.key.identity));
  return { path: unitPath(chart), objects: inDependencyOrder(chart, sorted) };
}

function sortKey(object: RenderedObject): { wave: number; identity: string } {
  return {
    wave: waveNumber(object.manifest.metadata.annotations?.[SYNC_WAVE]),
    // The core group, whose objects others refer to, has the empty name and so comes first.
    identity: `${object.group}/${object.identity}`,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unitPath(chart: Chart): string {
  for (const segment of chart.node.path.split('/')) {
    try {
      checkName('dns-label', segment);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      throw new PlatformError(
        { ...error.problem, problem: 'names a folder of the output, but is not a valid name for one' },
        { path: pathOf(chart), prop: 'id' },
      );
    }
  }
  return chart.node.path;
}

interface Entry {
  readonly source: ApiObject;
  readonly object: RenderedObject;
}

/** Moves what others depend on before them, and otherwise keeps the order. */
function inDependencyOrder(chart: Chart, entries: readonly Entry[]): readonly RenderedObject[] {
  const dependent = entries.some((entry) =>
    scopesOf(chart, entry).some((scope) => scope.node.dependencies.length > 0),
  );
  if (!dependent) return entries.map((entry) => entry.object);
  const targets = dependencies(chart, entries);
  const order: RenderedObject[] = [];
  const state = new Map<Entry, 'open' | 'done'>();
  const visit = (entry: Entry, trail: readonly Entry[]): void => {
    if (state.get(entry) === 'done') return;
    if (state.get(entry) === 'open') {
      const cycle = [...trail.slice(trail.indexOf(entry)), entry].map(({ source }) => source.node.path);
      throw new PlatformError(
        { problem: `depends on itself: ${cycle.join(' -> ')}` },
        { path: entry.source.node.path },
      );
    }
    state.set(entry, 'open');
    for (const target of targets.get(entry) ?? []) visit(target, [...trail, entry]);
    state.set(entry, 'done');
    order.push(entry.object);
  };
  for (const entry of entries) visit(entry, []);
  return order;
}

/** For each object, the objects of the same chart that it, or a construct around it, depends on. */
function dependencies(chart: Chart, entries: readonly Entry[]): ReadonlyMap<Entry, readonly Entry[]> {
  const below = entriesBelow(chart, entries);
  const found = new Map<Entry, Entry[]>();
  for (const entry of entries) {
    const targets: Entry[] = [];
    for (const scope of scopesOf(chart, entry)) {
      for (const target of scope.node.dependencies) {
        if (Chart.of(target) !== chart) throw acrossCharts(scope, target);
        targets.push(...(below.get(target) ?? []).filter((other) => other !== entry));
      }
    }
    if (targets.length > 0) found.set(entry, targets);
  }
  return found;
}

/** The objects at or below each construct of a chart that has some. */
function entriesBelow(chart: Chart, entries: readonly Entry[]): ReadonlyMap<IConstruct, readonly Entry[]> {
  const below = new Map<IConstruct, Entry[]>();
  for (const entry of entries) {
    for (const scope of scopesOf(chart, entry)) {
      const list = below.get(scope);
      if (list) list.push(entry);
      else below.set(scope, [entry]);
    }
  }
  return below;
}

/** An object and the constructs around it, up to its chart. */
function scopesOf(chart: Chart, { source }: Entry): readonly IConstruct[] {
  const scopes: IConstruct[] = [];
  for (let scope: IConstruct = source; scope !== chart; scope = scope.node.scope as IConstruct)
    scopes.push(scope);
  return scopes;
}

/** A dependency of one chart on another orders nothing once a GitOps tool applies them: it must not seem to. */
export function acrossCharts(scope: IConstruct, target: IConstruct): PlatformError {
  return new PlatformError(
    {
      problem: `depends on [${target.node.path}] in another chart, which orders nothing once GitOps applies them`,
      fix: 'create both in one chart, where waves and dependencies order them',
    },
    { path: pathOf(scope) },
  );
}
