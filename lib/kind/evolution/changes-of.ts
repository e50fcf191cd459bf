import { PlatformError } from '../../core/errors';
import type { Change } from './change';
import {
  type Definition,
  type DefinitionManifest,
  type DefinitionVersion,
  readDefinition,
} from './definition';
import { definitionChanges } from './definition-changes';
import { lossesBetween } from './losses';
import { isSame } from './same';
import { objectSchemaChanges } from './schema-changes';
import { subresourceChanges, versionChanges } from './version-changes';

/**
 * Every change between a released CustomResourceDefinition and the one that is about to be, of anybody's kind, that
 * would reject or damage stored objects or break clients, see {@link Change.effect}. What is compatible is not listed.
 *
 * Each version is compared with itself. Where versions convert by doing nothing (strategy `None`), those in which objects
 * are stored are compared with all others as well: an object is read, written and, where the storage version is switched,
 * stored in the other as it is. Objects may be stored in the versions of `status.storedVersions`, where the released
 * manifest has a status, else in its storage version.
 *
 * In doubt a change is listed: what a changed pattern, rule or combination of schemas still lets through, nobody can tell.
 * @throws PlatformError without a path, for what is no CustomResourceDefinition of apiextensions.k8s.io/v1
 */
export function changesOf(released: DefinitionManifest, next: DefinitionManifest): readonly Change[] {
  const [before, after] = [readDefinition(released), readDefinition(next)];
  const changes = [
    ...definitionChanges(before, after),
    ...versionChanges(before, after),
    ...after.versions.flatMap((version) => changesOfVersion(before, version)),
    ...conversions(before, after),
  ];
  // What a field loses by itself, it loses in a conversion as well.
  return [...new Map([...changes].reverse().map((change) => [keyOf(change), change])).values()].reverse();
}

/** What tells a change from all others of a definition. */
export function keyOf({ field, change }: Pick<Change, 'change' | 'field'>): string {
  return `${field} ${change}`;
}

function changesOfVersion(before: Definition, next: DefinitionVersion): readonly Change[] {
  const released = versionOf(before, next.name);
  if (!released) return [];
  const fields = [...objectSchemaChanges(released.schema, next.schema)];
  return [...subresourceChanges(released, next), ...fields.map((change) => inVersion(next.name, change))];
}

function conversions(before: Definition, after: Definition): readonly Change[] {
  if (after.conversion !== 'None') return [];
  return before.storedVersions.flatMap((stored) =>
    after.versions
      .filter(({ name, served, storage }) => name !== stored && (served || storage))
      .flatMap((version) => lossesByConversion(before, stored, version)),
  );
}

function lossesByConversion(before: Definition, stored: string, next: DefinitionVersion): readonly Change[] {
  const from = versionOf(before, stored);
  const released = before.conversion === 'None' ? versionOf(before, next.name) : undefined;
  if (!from) {
    throw new PlatformError({
      problem: `has no version ${stored}, in which its status says that objects are stored`,
      allowed: before.versions.map(({ name }) => name).join(', '),
    });
  }
  const known = released ? lossesBetween(from.schema, released.schema) : [];
  return lossesBetween(from.schema, next.schema)
    .filter((loss) => !known.some((other) => isSame(loss, other)))
    .map((loss) =>
      inVersion(next.name, { ...loss, consequence: `of objects stored in ${stored}, ${loss.consequence}` }),
    );
}

function versionOf({ versions }: Definition, name: string): DefinitionVersion | undefined {
  return versions.find((version) => version.name === name);
}

function inVersion(version: string, change: Change): Change {
  return { ...change, field: change.field === '' ? version : `${version}.${change.field}` };
}
