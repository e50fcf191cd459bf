import type { Check, Finding } from '../core/check';
import type { ObjectIndex } from '../core/rendered-object';
import { type AppObject, idIn, objectsOf, type Place, placed } from './app-objects';

/** A place that a database goes on writing to, or will once it is restored. */
interface Archive extends Pick<AppObject, 'path'> {
  readonly prop: string;
  /** The database, by namespace and name. */
  readonly database: string;
  readonly place: Place;
}

const FIX = 'give each database a folder of its own, beside the others';

/**
 * No database writes its backups to where those of another are. What the operator does with a folder, such as
 * removing what is past its retention, it does with all that is in it; and two logs of changes in one folder overwrite
 * each other. Seen are the objects of the app alone.
 */
export const checkPlaces: Check = (objects) => {
  const overwriting = restoresThatOverwrite(objects);
  const told = new Set(overwriting.map(({ path }) => path));
  const archives = archivesOf(objects).filter(({ path }) => !told.has(path));
  const byPlace = new Map<string, Archive>();
  const findings: Finding[] = [...overwriting];
  // In this order a folder comes before what is inside it.
  for (const archive of [...archives].sort((a, b) => (keyOf(a.place) < keyOf(b.place) ? -1 : 1))) {
    const other = around(byPlace, archive.place);
    if (other && other.database !== archive.database) findings.push(taken(archive, other));
    else byPlace.set(keyOf(archive.place), archive);
  }
  for (const backup of backupsOf(objects)) {
    const other = around(byPlace, backup.place);
    if (other && other.database !== backup.database) findings.push(taken(backup, other));
  }
  return findings;
};

function archivesOf(objects: ObjectIndex): readonly Archive[] {
  return [
    ...[...objectsOf(objects, 'PostgreSQL')].flatMap(([database, { path, spec }]) =>
      archive(path, 'backup.destination.url', database, spec.backup?.destination),
    ),
    ...[...objectsOf(objects, 'PostgreSQLRestore').values()].flatMap(({ object, path, spec: { target } }) => {
      const database = idIn(object, target?.name);
      return archive(path, 'target.backup.destination.url', database, target?.backup?.destination);
    }),
  ];
}

/** Backups that are made to a place of their own. */
function backupsOf(objects: ObjectIndex): readonly Archive[] {
  return [...objectsOf(objects, 'PostgreSQLBackup').values()].flatMap(({ object, path, spec }) =>
    archive(path, 'destination.url', idIn(object, spec.databaseRef?.name), spec.destination),
  );
}

function archive(path: string, prop: string, database: string, destination?: Place): readonly Archive[] {
  const place = placed(destination);
  return place ? [{ path, prop, database, place }] : [];
}

function taken({ path, prop, place }: Archive, other: Archive): Finding {
  return {
    path,
    prop,
    problem: `is where database ${other.database} keeps its backups, by [${other.path}]`,
    given: place.url,
    allowed: `a folder that is neither ${other.place.url} nor inside it`,
    fix: FIX,
  };
}

/** Restores whose new database would write to where the backups are that it is made of. */
function restoresThatOverwrite(objects: ObjectIndex): readonly Finding[] {
  const databases = objectsOf(objects, 'PostgreSQL');
  const backups = objectsOf(objects, 'PostgreSQLBackup');
  return [...objectsOf(objects, 'PostgreSQLRestore').values()].flatMap(({ object, path, spec }) => {
    const { backupRef, source, target } = spec;
    const backup = backups.get(idIn(object, backupRef?.name))?.spec;
    const database = idIn(object, backup?.databaseRef?.name);
    const archived = databases.get(database)?.spec.backup?.destination;
    const kept = placed(source) ?? placed(backup?.destination) ?? placed(archived);
    const place = placed(target?.backup?.destination);
    const problem = 'would make the new database overwrite the backups of its source';
    if (place && kept && (isWithin(place, kept) || isWithin(kept, place))) {
      const prop = 'target.backup.destination.url';
      const allowed = `a folder that is neither ${kept.url}, nor inside it, nor around it`;
      return [{ path, prop, problem, given: place.url, allowed, fix: FIX }];
    }
    // Where no place is stated, the operator keeps backups by the name of the database.
    const byName = backup && !kept && !place && !databases.has(database);
    if (!byName || database !== idIn(object, target?.name)) return [];
    return [{ path, prop: 'target.name', problem, given: target?.name, allowed: 'another name' }];
  });
}

function keyOf({ url, endpoint = '' }: Place): string {
  return `${endpoint} ${url}`;
}

function isWithin(inner: Place, outer: Place): boolean {
  return `${keyOf(inner)}/`.startsWith(`${keyOf(outer)}/`);
}

/** The archive at a place or at a folder around it. */
function around(byPlace: ReadonlyMap<string, Archive>, place: Place): Archive | undefined {
  for (let key = keyOf(place); ; key = key.slice(0, key.lastIndexOf('/'))) {
    const found = byPlace.get(key);
    if (found || !key.includes('/')) return found;
  }
}
