import { type Change, damages, type Place, quote, rejects } from './change';
import type { AnySchema } from './definition';
import { isSame } from './same';
import type { Site } from './site';

/**
 * What becomes of a null that is not allowed any more: the default takes its place, or it is dropped when the object
 * is read, but for items, which stay where they are.
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/defaulting.
 */
export function nullChange(next: AnySchema, site: Site): Change {
  const told = { from: true, to: false, problem: 'may no longer be null', remedy: 'keep it nullable' };
  if (next.default !== undefined)
    return damages(
      site,
      'nullable-dropped',
      `a stored null is read as its default, ${quote(next.default)}`,
      told,
    );
  if (site.of === 'item' || site.isRequired) {
    const place = site.of === 'item' ? site : missing(site);
    return rejects(place, 'nullable-dropped', 'a stored object where it is null', told);
  }
  return damages(site, 'nullable-dropped', 'a stored null is dropped when the object is read', told);
}

/** That a field is missing is a fault of what is around it. */
function missing({ field, around }: Site): Place {
  return { field, ratchet: around };
}

/** What a field means that is not set. */
export function* defaultChanges(released: AnySchema, next: AnySchema, site: Site): Generator<Change> {
  const from = released.default;
  const to = next.default;
  // That of an item or of the value of a map stands for null alone.
  if (site.of !== 'field' || isSame(from, to)) return;
  if (from === undefined) {
    // Every stored object has it: the default is for those to come.
    if (site.wasRequired) return;
    yield damages(site, 'default-added', `a stored object without it is read with ${quote(to)}`, {
      to,
      problem: `has a new default, ${quote(to)}`,
      remedy: 'leave out the default, and let the operator decide what an unset field means',
    });
  } else if (to !== undefined) {
    yield damages(
      site,
      'default-changed',
      `where a manifest leaves it out, ${quote(to)} is stored instead of ${quote(from)}, also in an object that is replaced; one stored before it had a default is read with ${quote(to)}`,
      {
        from,
        to,
        problem: `has its default changed from ${quote(from)} to ${quote(to)}`,
        remedy: `keep the default ${quote(from)}`,
      },
    );
  } else {
    const told = {
      from,
      problem: `loses its default, ${quote(from)}`,
      remedy: `keep the default ${quote(from)}`,
    };
    yield site.wasRequired && site.isRequired
      ? rejects(
          missing(site),
          'default-removed',
          'an object that leaves it out, though it is required,',
          told,
        )
      : damages(
          site,
          'default-removed',
          `where a manifest leaves it out, nothing is stored instead of ${quote(from)}, also in an object that is replaced`,
          told,
        );
  }
}
