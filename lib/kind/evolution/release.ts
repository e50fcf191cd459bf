import { PlatformError } from '../../core/errors';
import { readManifests, readManifestsAt } from '../../core/input';
import type { Manifest } from '../../core/rendered-object';
import { type DefinitionManifest, isDefinition } from './definition';

/**
 * CustomResourceDefinitions as they were released: what clusters have, and what stored objects were checked by. Take what
 * changes with a release alone, such as a tag of git, not the file that synth writes: that one is never another.
 */
export class Release {
  /**
   * The definitions in a file of YAML or JSON.
   * @param path path of the file, relative to the working directory
   */
  static file(path: string): Release {
    return new Release(path, () => readManifests(path));
  }

  /**
   * The definitions in a file as it was at a revision of the git repository that it is in.
   * @param revision what `git rev-parse` takes: a tag, a branch, a commit
   * @param path path of the file, relative to the working directory
   */
  static git(revision: string, path: string): Release {
    return new Release(`${revision}:${path}`, () => readManifestsAt(revision, path));
  }

  private read?: readonly Manifest[];

  private constructor(
    /** Where it is, as messages name it. */
    readonly source: string,
    private readonly manifests: () => readonly Manifest[],
  ) {}

  /**
   * Its definitions, in their order; read once.
   * @throws PlatformError without a path, when the file cannot be read or holds no CustomResourceDefinition
   */
  get definitions(): readonly Manifest[] {
    this.read ??= this.manifests().filter(isDefinition);
    if (this.read.length > 0) return this.read;
    throw new PlatformError({
      problem: 'holds no CustomResourceDefinition',
      given: this.source,
      fix: 'name the file that the definitions are in',
    });
  }

  /**
   * What was released of a definition: the one of the same name, or of the same group and kind under another plural name;
   * `undefined` for one that is new.
   * @throws PlatformError without a path, as {@link definitions} does
   */
  definitionOf(next: DefinitionManifest): Manifest | undefined {
    const { definitions } = this;
    const identity = identityOf(next);
    return (
      definitions.find(({ metadata }) => metadata.name === next.metadata.name) ??
      definitions.find((manifest) => identityOf(manifest) === identity)
    );
  }
}

/** Group and kind: what stays when a definition gets another name by another plural. */
function identityOf({ spec }: DefinitionManifest): string {
  const { group, names } = Object(spec) as { readonly group?: string; readonly names?: { kind?: string } };
  return `${group}/${names?.kind}`;
}
