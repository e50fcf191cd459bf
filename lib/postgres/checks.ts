import { addAppCheck } from '../core/app-check';
import type { Check } from '../core/check';
import { idIn, objectsOf } from './app-objects';
import { checkPlaces } from './places';
import { END_OF_LIFE, VERSIONS } from './version';

/** Restores make databases of their own: none may be there already, or be made by another. */
const checkTargets: Check = (objects) => {
  const taken = new Map<string, string>();
  for (const [id, { path }] of objectsOf(objects, 'PostgreSQL')) {
    taken.set(id, `is the database at [${path}], and a restore touches none that exists`);
  }
  return [...objectsOf(objects, 'PostgreSQLRestore').values()].flatMap(({ object, path, spec }) => {
    const given = spec.target?.name;
    const id = idIn(object, given);
    const problem = taken.get(id);
    taken.set(id, problem ?? `is the database that the restore at [${path}] makes`);
    if (problem === undefined) return [];
    return [{ path, prop: 'target.name', problem, given, allowed: 'the name of a new database' }];
  });
};

/** A dump is of one moment: no log of changes leads from it to another. */
const checkMoments: Check = (objects) => {
  const backups = objectsOf(objects, 'PostgreSQLBackup');
  return [...objectsOf(objects, 'PostgreSQLRestore').values()].flatMap(({ object, path, spec }) => {
    const backup = backups.get(idIn(object, spec.backupRef?.name));
    if (spec.targetTime === undefined || backup?.spec.method !== 'Logical') return [];
    return [
      {
        path,
        prop: 'targetTime',
        problem: `is a moment, but the backup at [${backup.path}] is logical, which is of one moment alone`,
        given: spec.targetTime,
        fix: 'leave it out, or restore a physical backup',
      },
    ];
  });
};

const warnOfEndOfLife: Check = (objects) =>
  [...objectsOf(objects, 'PostgreSQL').values()].flatMap(({ path, spec: { version = '' } }) => {
    const last = END_OF_LIFE[version];
    if (last === undefined) return [];
    return [
      {
        path,
        prop: 'version',
        severity: 'warning',
        problem: `is past its end of life: PostgreSQL ${version} had its last release on ${last}, and faults found since stay in it`,
        given: version,
        allowed: VERSIONS.filter((known) => !(known in END_OF_LIFE)).join(', '),
        fix: 'raise it: the operator upgrades the database in place',
      },
    ];
  });

const CHECKS = [checkPlaces, checkTargets, checkMoments, warnOfEndOfLife];

/*
 * Of the objects of the whole app, whoever declared them. A backup of a database that
 * is not there is for the kind to warn of; one that a restore names may have been made by schedule, and is no finding.
 */
for (const check of CHECKS) addAppCheck(() => check);
