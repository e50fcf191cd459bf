import type { IConstruct } from 'constructs';
import type { Check } from '../core/check';
import { derived } from '../core/derived';
import { pathOf } from '../core/errors';
import { perApp } from '../core/per-app';
import type { ObjectIndex } from '../core/rendered-object';
import type { FoundReference } from './object-reference';

/** An object that something makes. */
export interface ExpectedObject {
  /** API group of its kind. */
  readonly group: string;
  /** Its kind. */
  readonly kind: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
}

const expectedIn = perApp('expected', () => new Set<string>());

/**
 * Tells the app of an object that it does not render, but that something in it makes: a controller, say, for one of its
 * custom resources. References to it name something.
 */
export function expectObject(scope: IConstruct, object: ExpectedObject): void {
  expectedIn(scope).add(keyOf(object));
}

/**
 * References that name nothing, where the app has other objects of the kind in the namespace. A warning: people, other
 * apps and controllers make objects as well. Where the app has none of the kind there, they do, and nothing is said.
 */
export function danglingCheck(
  scope: IConstruct,
  namespace: string,
  references: readonly FoundReference[],
): Check {
  return (objects) =>
    references.flatMap(({ field, group, kind, name }) => {
      if (group === undefined) return [];
      const names = namesOf(objects, scope, group, kind).get(namespace);
      const expected = expectedIn(scope).has(keyOf({ group, kind, namespace, name }));
      if (!names || names.has(name) || expected) return [];
      return [
        {
          path: pathOf(scope),
          prop: field,
          severity: 'warning',
          problem: `names a ${kind} that the app does not have`,
          given: name,
          allowed: `those of the namespace ${namespace}: ${[...names].sort().join(', ')}`,
          fix: 'pass the construct in the place of its name; where others make it, nothing is wrong',
        },
      ];
    });
}

type Names = Map<string, Set<string>>;

const namesByKind = derived(() => new Map<string, Names>());

/** The names of the objects of a kind by their namespaces, gathered once. */
function namesOf(objects: ObjectIndex, scope: IConstruct, group: string, kind: string): Names {
  const kinds = namesByKind(objects, scope.node.root);
  const known = kinds.get(`${group}/${kind}`);
  if (known) return known;
  const names: Names = new Map();
  kinds.set(`${group}/${kind}`, names);
  for (const { namespace = '', name } of objects.ofKind(group, kind)) {
    const inNamespace = names.get(namespace) ?? new Set();
    names.set(namespace, inNamespace.add(name));
  }
  return names;
}

function keyOf({ group, kind, namespace, name }: ExpectedObject): string {
  return `${group}/${kind} ${namespace}/${name}`;
}
