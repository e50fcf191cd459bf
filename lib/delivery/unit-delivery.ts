import { PlatformError } from '../core/errors';
import type { RenderedObject } from '../core/rendered-object';
import { type Unit, unitFile } from '../core/synth/unit';
import { SYNC_WAVE, waveNumber } from '../core/wave';
import { checkApplicationName } from './application';
import type { ResourceKind } from './resource-kind';
import { definedKind, definesNamespaced } from './standing-kinds';

/** What Argo CD must be told of one unit in order to deliver it; all of it read from the unit's objects. */
export interface UnitDelivery {
  /** The folder of the unit, below the output directory. */
  readonly path: string;
  /** The file of the unit in its folder. */
  readonly file: string;
  /** Name of its Application. */
  readonly name: string;
  /** When it is delivered: at the lowest wave of its objects. */
  readonly wave: number;
  /** The namespaces of its objects, sorted. */
  readonly namespaces: readonly string[];
  /** The cluster-scoped kinds of its objects, and those that it defines. */
  readonly clusterKinds: readonly ResourceKind[];
  /** The namespaced kinds of its objects, and those that it defines. */
  readonly namespacedKinds: readonly ResourceKind[];
}

/**
 * Reads from a unit how it is delivered.
 * @param prefix what the name of its Application starts with
 * @throws PlatformError when the unit's path makes no name for an Application
 */
export function unitDelivery(unit: Unit, prefix: string | undefined): UnitDelivery {
  const { path, objects } = unit;
  const namespaces = new Set<string>();
  const clusterKinds: ResourceKind[] = [];
  const namespacedKinds: ResourceKind[] = [];
  for (const object of objects) {
    const { namespace, group, kind } = object;
    if (namespace) namespaces.add(namespace);
    (namespace ? namespacedKinds : clusterKinds).push({ group, kind });
    (definesNamespaced(object) ? namespacedKinds : clusterKinds).push(...definedKind(object));
  }
  const segments = path.split('/');
  return {
    path,
    file: unitFile(unit),
    name: applicationName(path, [...(prefix ? [prefix] : []), ...segments].join('-')),
    wave: objects.map(waveOfObject).reduce((a, b) => Math.min(a, b)),
    namespaces: [...namespaces].sort(),
    clusterKinds,
    namespacedKinds,
  };
}

/**
 * Refuses units whose Applications would have one name.
 * @param root name of the Application that delivers the others
 * @throws PlatformError for the first of them
 */
export function refuseSharedNames(deliveries: readonly UnitDelivery[], root: string): void {
  const paths = new Map<string, string>();
  for (const { name, path } of deliveries) {
    const other = paths.get(name);
    if (name === root) {
      throw new PlatformError(
        {
          problem: 'leads to an Application of the name that the root Application has',
          given: name,
          fix: 'give the chart another id, or ArgoCd another `name`',
        },
        { path, prop: 'id' },
      );
    }
    if (other !== undefined) {
      throw new PlatformError(
        {
          problem: `leads to an Application of the same name as that of the chart [${other}]`,
          given: name,
          fix: 'give one of the charts another id',
        },
        { path, prop: 'id' },
      );
    }
    paths.set(name, path);
  }
}

function applicationName(path: string, name: string): string {
  try {
    return checkApplicationName(name);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new PlatformError(
      { ...error.problem, fix: 'give the chart, or the charts around it, a shorter id' },
      { path, prop: 'id' },
    );
  }
}

function waveOfObject({ manifest }: RenderedObject): number {
  return waveNumber(manifest.metadata.annotations?.[SYNC_WAVE]);
}
