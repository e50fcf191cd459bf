import type { IConstruct } from 'constructs';
import { type ApiResource, BUILTIN_KINDS } from '../../core/api-resources';
import { Cluster } from '../../core/cluster';
import { fieldOf } from '../../core/manifest-fields';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';

/** What a quota calls objects of a kind: `jobs.batch`, `secrets`; `undefined` for a kind that nothing tells of. */
export type PluralOf = (object: RenderedObject) => string | undefined;

const BUILTIN = new Map(
  BUILTIN_KINDS.map(({ group, kind, plural }) => [`${group}/${kind}`, nameOf(group, plural)]),
);
const BUILTIN_NAMES = new Set(BUILTIN.values());

/** The kinds that an app knows, by what a quota calls their objects. */
export class Plurals {
  /** Custom kinds, by group and kind. */
  private readonly custom = new Map<string, string>();
  private readonly names = new Set<string>();

  /**
   * @param scope what the kinds are for, of whose cluster the software counts
   * @param kinds further kinds
   */
  constructor(scope: IConstruct, kinds: readonly ApiResource[], objects: ObjectIndex) {
    const installed = Cluster.find(scope)?.installed.flatMap((software) => software.kinds) ?? [];
    for (const { group, kind, plural } of [...installed, ...kinds]) this.add(group, kind, plural);
    for (const { manifest } of objects.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
      const names = fieldOf(manifest, 'spec', 'names');
      const [group, kind, plural] = [
        fieldOf(manifest, 'spec', 'group'),
        fieldOf(names, 'kind'),
        fieldOf(names, 'plural'),
      ];
      this.add(String(group), String(kind), String(plural));
    }
  }

  /** Whether objects are counted under a name: `jobs.batch`. */
  has(name: string): boolean {
    return BUILTIN_NAMES.has(name) || this.names.has(name);
  }

  /** What a quota calls objects of the kind of one. */
  readonly of: PluralOf = ({ group, kind }) => {
    const key = `${group}/${kind}`;
    return BUILTIN.get(key) ?? this.custom.get(key);
  };

  private add(group: string, kind: string, plural: string): void {
    this.custom.set(`${group}/${kind}`, nameOf(group, plural));
    this.names.add(nameOf(group, plural));
  }
}

function nameOf(group: string, plural: string): string {
  return group === '' ? plural : `${plural}.${group}`;
}
