import type { IConstruct } from 'constructs';
import { PlatformError, pathOf } from '../../core/errors';
import { perApp } from '../../core/per-app';
import type { Manifest } from '../../core/rendered-object';
import { Definition } from './definition';

/** A kind of one's own, whose definition is made from its schemas. */
interface OwnKind {
  readonly resource: { readonly group: string; readonly kind: string };
  manifest(): object;
}

/** The definitions that constructs of an app know, by their group and kind, whether the app has them or not. */
interface KnownDefinitions {
  /** From files: they say what is installed. */
  readonly files: Map<string, { readonly path: string; readonly definition: Definition }>;
  /** Kinds of one's own whose objects or operators are in the app. */
  readonly kinds: Map<string, OwnKind>;
}

const knownIn = perApp<KnownDefinitions>('definitions', () => ({ files: new Map(), kinds: new Map() }));

/**
 * Tells the app of a definition that was read from a file.
 * @throws PlatformError without a path, when another file has it as well
 */
export function knowDefinition(scope: IConstruct, definition: Definition): void {
  const { files } = knownIn(scope);
  const first = files.get(definition.groupKind);
  if (first) {
    throw new PlatformError({
      problem: `defines ${definition.name}, which [${first.path}] defines already`,
      fix: 'read it from one file',
    });
  }
  files.set(definition.groupKind, { path: pathOf(scope), definition });
}

/** Tells the app of a kind of one's own; its definition is made when it is asked for, as each of its objects tells. */
export function knowKind(scope: IConstruct, kind: OwnKind): void {
  const { kinds } = knownIn(scope);
  const groupKind = `${kind.resource.group}/${kind.resource.kind}`;
  if (!kinds.has(groupKind)) kinds.set(groupKind, kind);
}

/** Whether a file that the app reads defines a group and kind. */
export function isDefinedInFile(scope: IConstruct, groupKind: string): boolean {
  return knownIn(scope).files.has(groupKind);
}

/** The definition of a group and kind that constructs of the app know; `undefined` for one that none knows. */
export function knownDefinition(app: IConstruct, groupKind: string): Definition | undefined {
  const { files, kinds } = knownIn(app);
  const kind = kinds.get(groupKind);
  return files.get(groupKind)?.definition ?? (kind && Definition.of(kind.manifest() as Manifest));
}
