import type { ObjectIndex, RenderedObject } from '../core/rendered-object';
import { DATABASE_GROUP } from './postgresql-kind';

/** A place for backups, as a spec states it. */
export interface Place {
  readonly url: string;
  readonly endpoint?: string;
}

/** What checks read of the specs of the three kinds. An object may come from anywhere, so nothing is certain. */
export interface AnySpec {
  readonly version?: string;
  readonly method?: string;
  readonly databaseRef?: { readonly name?: string };
  readonly backupRef?: { readonly name?: string };
  readonly backup?: { readonly destination?: Place };
  readonly destination?: Place;
  readonly source?: Place;
  readonly target?: { readonly name?: string; readonly backup?: { readonly destination?: Place } };
  readonly targetTime?: string;
}

/** An object of the app, and its spec. */
export interface AppObject {
  readonly object: RenderedObject;
  readonly spec: AnySpec;
  /** Path of the construct, as findings name it. */
  readonly path: string;
}

/** The objects of a PostgreSQL kind in the app, by namespace and name. */
export function objectsOf(
  objects: ObjectIndex,
  kind: 'PostgreSQL' | 'PostgreSQLBackup' | 'PostgreSQLRestore',
): ReadonlyMap<string, AppObject> {
  return new Map(
    objects.ofKind(DATABASE_GROUP, kind).map((object) => {
      const spec = (object.manifest.spec ?? {}) as AnySpec;
      // Users know the construct, not the object within it.
      return [idIn(object, object.name), { object, spec, path: object.path.replace(/\/Resource$/, '') }];
    }),
  );
}

/** What tells an object of a kind from all others of the app: the namespace of another, and its name. */
export function idIn({ namespace = '' }: RenderedObject, name = ''): string {
  return `${namespace}/${name}`;
}

/** A place, when it is one: what is wrong with others is for their schema to say. */
export function placed(place: Place | undefined): Place | undefined {
  return typeof place?.url === 'string' ? place : undefined;
}
