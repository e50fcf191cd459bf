import { breaks, type Change, damages, quote } from './change';
import type { Definition } from './definition';

/** Changes of a definition as a whole: of what is called by which name, where its objects live, how they convert. */
export function* definitionChanges(released: Definition, next: Definition): Generator<Change> {
  const others = [...identityChanges(released, next)];
  yield* others;
  // What is another definition has names of its own.
  if (others.length === 0) yield* nameChanges(released, next);
  yield* conversionChanges(released, next);
}

/** What the API server never lets change once a definition is there. */
const IDENTITY = [
  ['group', 'group', 'group-changed'],
  ['plural', 'names.plural', 'plural-changed'],
  ['kind', 'names.kind', 'kind-changed'],
  ['scope', 'scope', 'scope-changed'],
] as const;

function* identityChanges(released: Definition, next: Definition): Generator<Change> {
  for (const [part, field, change] of IDENTITY) {
    const [from, to] = [released[part], next[part]];
    if (from === to) continue;
    // A definition is named by group and plural: with others, it is another one beside the first.
    const consequence =
      part === 'group' || part === 'plural'
        ? 'it is another definition, which has none of the stored objects; clients of the released one find no new version of it'
        : 'the API server refuses to change it; a definition created anew has none of the stored objects';
    yield breaks({ field }, change, consequence, {
      from,
      to,
      problem: `is changed from ${quote(from)} to ${quote(to)}`,
      remedy: `keep ${quote(from)}, or declare another kind beside it and move the objects`,
    });
  }
}

const NAMES = [
  ['listKind', 'names.listKind', 'list-kind-changed', 'a client that reads lists by their kind'],
  ['singular', 'names.singular', 'singular-changed', 'whoever calls it by the singular name'],
] as const;

const NAME_LISTS = [
  ['shortNames', 'names.shortNames', 'short-name-removed', 'whoever calls it by the short name'],
  ['categories', 'names.categories', 'category-removed', 'whoever lists the category'],
] as const;

function* nameChanges(released: Definition, next: Definition): Generator<Change> {
  for (const [part, field, change, who] of NAMES) {
    const [from, to] = [released[part], next[part]];
    if (from === to) continue;
    yield breaks({ field }, change, `${who} finds it no more`, {
      from,
      to,
      problem: `is changed from ${quote(from)} to ${quote(to)}`,
      remedy: `keep ${quote(from)}`,
    });
  }
  for (const [part, field, change, who] of NAME_LISTS) {
    const gone = released[part].filter((name) => !next[part].includes(name)).map(quote);
    if (gone.length === 0) continue;
    yield breaks({ field }, change, `${who} finds it no more`, {
      from: released[part],
      to: next[part],
      problem: `loses ${gone.join(', ')}`,
      remedy: `keep ${gone.join(', ')}`,
    });
  }
}

/** With one version there is nothing to convert. */
function* conversionChanges(released: Definition, next: Definition): Generator<Change> {
  const [from, to] = [released.conversion, next.conversion];
  if (from === to || next.versions.length === 1) return;
  const place = { field: 'conversion' };
  const told = { from, to, problem: `is changed from ${from} to ${to}` };
  yield to === 'None'
    ? damages(
        place,
        'conversion-changed',
        'what the webhook moved between fields of the versions stays where it is, and is dropped where the other version has no such field',
        { ...told, remedy: 'keep the webhook until all objects are stored in one version' },
      )
    : breaks(
        place,
        'conversion-changed',
        'while the webhook does not answer, nobody can read an object in another version than the one it is stored in, nor list any',
        { ...told, remedy: 'keep the fields of all versions alike, which needs no webhook' },
      );
}
