import { fieldAt } from '../schema/open-api-schema';
import { boundChanges } from './bounds';
import { type Change, damages, rejects } from './change';
import { defaultChanges, nullChange } from './default-changes';
import type { AnySchema } from './definition';
import { ruleChanges } from './rules';
import {
  fieldsOf,
  isUndescribed,
  itemsOf,
  type JsonType,
  restOf,
  typeName,
  typesOf,
  withMeta,
} from './schema-view';
import { fieldSite, itemSite, mapSite, ROOT, type Site } from './site';
import { valueChanges } from './value-changes';

/**
 * Every change of the schema of whole objects that would reject or damage objects which the released schema takes, or
 * break clients. What is inside a field that is new is no change.
 */
export function* objectSchemaChanges(released: AnySchema, next: AnySchema): Generator<Change> {
  yield* changesAt(withMeta(released), withMeta(next), ROOT);
}

function* changesAt(released: AnySchema, next: AnySchema, site: Site): Generator<Change> {
  if (released === next) return;
  const before = typesOf(released);
  const after = typesOf(next);
  const gone = [...before].filter((type) => !after.has(type));
  if (gone.some((type) => type !== 'null')) {
    yield typeChange(released, next, gone, site);
    // Where anything was allowed, all else that the schema says now is part of that.
    if (isUndescribed(released)) return yield* restChanges(released, next, site);
  } else if (gone.length > 0) yield nullChange(next, site);
  const both = [...before].filter((type) => after.has(type));
  if (!both.some((type) => type !== 'null')) return;
  yield* boundChanges(released, next, site);
  yield* valueChanges(released, next, site);
  yield* ruleChanges(released, next, site);
  yield* defaultChanges(released, next, site);
  if (both.includes('object')) yield* objectChanges(released, next, site);
  if (both.includes('array')) yield* listChanges(released, next, site);
}

/**
 * Server-side apply reads the whole object by the schema. All numbers are alike to it, and so are all single values where
 * the schema allows more than one type.
 */
function typeChange(released: AnySchema, next: AnySchema, gone: readonly JsonType[], site: Site): Change {
  const change = rejects(site, 'type-changed', `a stored object where it is not ${typeName(next)}`, {
    from: typeName(released),
    to: typeName(next),
    problem: `has its type changed from ${typeName(released)} to ${typeName(next)}`,
    remedy: 'keep the type, and add a field of another name for the new one',
  });
  if (gone.every((type) => type === 'fraction' || type === 'null')) return change;
  return {
    ...change,
    consequence: `${change.consequence}; every server-side apply of it fails, whatever it changes`,
  };
}

function* objectChanges(released: AnySchema, next: AnySchema, site: Site): Generator<Change> {
  yield* requiredChanges(released, next, site);
  yield* embeddedChanges(released, next, site);
  const before = fieldsOf(released);
  const after = fieldsOf(next);
  const restBefore = restOf(released);
  const restAfter = restOf(next);
  const isChecked = next[EMBEDDED] && !released[EMBEDDED];
  for (const property of new Set([...before.keys(), ...after.keys()])) {
    if (isChecked && META.includes(property)) continue;
    const from = before.get(property) ?? restBefore;
    const to = after.get(property) ?? restAfter;
    const inner = fieldSite(site, property, released, next);
    if (from && to) yield* changesAt(from, to, inner);
    else if (from) yield removed(inner, from);
  }
  yield* restChanges(released, next, site);
  yield* mergeChange('map-type-changed', 'map type', mapType(released), mapType(next), site);
}

function* restChanges(released: AnySchema, next: AnySchema, site: Site): Generator<Change> {
  const before = restOf(released);
  const after = restOf(next);
  if (before && after) yield* changesAt(before, after, mapSite(site));
  else if (before && typesOf(next).has('object')) {
    yield damages(
      site,
      'unknown-fields-dropped',
      'a stored object loses them when it is read, and server-side apply of a manifest that states one fails',
      {
        problem: 'no longer keeps fields that it does not declare',
        remedy: before['x-kubernetes-preserve-unknown-fields']
          ? 'keep x-kubernetes-preserve-unknown-fields'
          : 'keep additionalProperties',
      },
    );
  }
}

const EMBEDDED = 'x-kubernetes-embedded-resource';

/** Fields of a whole object of Kubernetes, of which the change to one tells enough. */
const META = ['apiVersion', 'kind', 'metadata'];

function removed(site: Site, released: AnySchema): Change {
  return damages(
    site,
    'field-removed',
    'a stored object loses it when it is read, and server-side apply of a manifest that states it fails',
    {
      from: typeName(released),
      problem: 'is removed',
      remedy: 'keep the field, and say in its description that it is deprecated',
    },
  );
}

/** A default is filled in before an object is checked, so a field with one is never missing. */
function* requiredChanges(released: AnySchema, next: AnySchema, site: Site): Generator<Change> {
  const fields = fieldsOf(next);
  for (const property of next.required ?? []) {
    if (released.required?.includes(property) || fields.get(property)?.default !== undefined) continue;
    const field = fieldAt(site.field, { property });
    yield rejects({ field, ratchet: site.ratchet }, 'required-added', `a stored object without ${property}`, {
      from: false,
      to: true,
      problem: 'is newly required',
      remedy: 'give it a default, or leave it optional',
    });
  }
}

function* embeddedChanges(released: AnySchema, next: AnySchema, site: Site): Generator<Change> {
  if (released[EMBEDDED] || !next[EMBEDDED]) return;
  // The server checks whole objects at every update, unchanged or not.
  const place = { field: site.field, ratchet: '' };
  yield rejects(place, 'embedded-resource-added', 'a stored object where it lacks apiVersion or kind', {
    from: false,
    to: true,
    problem: 'has to be a whole object of Kubernetes',
    remedy: `leave out ${EMBEDDED}`,
  });
}

function* listChanges(released: AnySchema, next: AnySchema, site: Site): Generator<Change> {
  const types = [released, next].map((schema) => schema['x-kubernetes-list-type'] ?? 'atomic');
  yield* mergeChange('list-type-changed', 'list type', types[0], types[1], site);
  if (types.every((type) => type === 'map')) {
    const [from, to] = [released, next].map((schema) =>
      [...(schema['x-kubernetes-list-map-keys'] ?? [])].sort().join(', '),
    );
    yield* mergeChange('list-map-keys-changed', 'list map keys', from, to, site);
  }
  if (released.items || next.items) yield* changesAt(itemsOf(released), itemsOf(next), itemSite(site, next));
}

function mapType(schema: AnySchema): string {
  return schema['x-kubernetes-map-type'] ?? 'granular';
}

function* mergeChange(
  change: 'list-map-keys-changed' | 'list-type-changed' | 'map-type-changed',
  what: string,
  from: string | undefined,
  to: string | undefined,
  site: Site,
): Generator<Change> {
  if (from === to) return;
  yield damages(
    site,
    change,
    'what server-side apply keeps of others, and what it replaces, is not as before',
    {
      from,
      to,
      problem: `has its ${what} changed from ${from} to ${to}`,
      remedy: `keep the ${what}, or add a field of another name`,
    },
  );
}
