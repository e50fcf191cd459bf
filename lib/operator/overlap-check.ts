import { append } from '../core/append';
import type { Finding } from '../core/check';
import type { Install } from './install';

/** Stands for all namespaces that no operator names, and for what has no namespace. */
const REST = undefined;

/** Something wrong between operators, before it is told with all places where it is. */
type Conflict = Omit<Finding, 'given'> & { readonly what: string };

/**
 * Every object of a kind is reconciled by one operator: two would undo each other's work, and where a kind is cut into
 * shards, every shard has an operator wherever one of them has. What is installed by other apps is not known here.
 */
export function overlapFindings(installs: readonly Install[]): readonly Finding[] {
  const conflicts = new Map<string, { readonly conflict: Conflict; readonly places: string[] }>();
  for (const [kind, operators] of byKind(installs)) {
    const isNamespaced = operators.some(({ kinds }) =>
      kinds.some((each) => each.namespaced && nameOf(each) === kind),
    );
    for (const [place, there] of isNamespaced ? byNamespace(operators) : [[REST, operators] as const]) {
      for (const conflict of conflictsOf(kind, there)) {
        const key = JSON.stringify([conflict.path, conflict.problem]);
        const known = conflicts.get(key) ?? { conflict, places: [] };
        known.places.push(place ?? 'the whole cluster');
        conflicts.set(key, known);
      }
    }
  }
  return [...conflicts.values()].map(({ conflict: { what, ...finding }, places }) => ({
    ...finding,
    given: `${what} in ${places.join(', ')}`,
  }));
}

function nameOf({ group, kind }: Install['kinds'][number]): string {
  return `${group || 'v1'}/${kind}`;
}

function byKind(installs: readonly Install[]): ReadonlyMap<string, readonly Install[]> {
  const operators = new Map<string, Install[]>();
  for (const install of installs)
    for (const kind of install.kinds.map(nameOf)) append(operators, kind, install);
  return operators;
}

/** Operators by the namespaces that they name; those of the whole cluster are in all of them, and in the rest. */
function byNamespace(installs: readonly Install[]): ReadonlyMap<string | undefined, readonly Install[]> {
  const wide = installs.filter(({ scope }) => scope.names === undefined);
  const operators = new Map<string | undefined, Install[]>();
  if (wide.length > 0) operators.set(REST, [...wide]);
  for (const install of installs) {
    for (const namespace of install.scope.names ?? []) {
      if (!operators.has(namespace)) operators.set(namespace, [...wide]);
      append(operators, namespace, install);
    }
  }
  return operators;
}

/** What is wrong between operators that reconcile one kind in one place. */
function conflictsOf(kind: string, operators: readonly Install[]): readonly Conflict[] {
  const [first, ...others] = operators;
  if (!first) return [];
  const cut = first.scope.shard?.shards.cut;
  const different = others.filter(({ scope }) => !cut || scope.shard?.shards.cut !== cut);
  if (different.length > 0) return different.map((other) => overlap(kind, other, first));
  return shardConflicts(kind, operators);
}

function overlap(kind: string, operator: Install, first: Install): Conflict {
  const isCut = operator.scope.shard || first.scope.shard;
  return {
    path: operator.path,
    prop: 'scope',
    problem: isCut
      ? `has objects that [${first.path}] has as well, which does not cut them into the same shards`
      : `has objects that [${first.path}] has as well, so that they would undo each other's work`,
    what: kind,
    allowed: 'one operator for each object',
    fix: isCut
      ? 'take all shards from one `Shards`, and an operator for each of them'
      : 'give them namespaces apart, or share the objects by `Shards`',
  };
}

/** Operators of one cut: each shard once, and every one there. */
function shardConflicts(kind: string, operators: readonly Install[]): readonly Conflict[] {
  const installed = new Map<string, Install>();
  const conflicts: Conflict[] = [];
  for (const operator of operators) {
    const { shard } = operator.scope;
    if (!shard) continue;
    const other = installed.get(shard.name);
    if (other) {
      conflicts.push({
        path: operator.path,
        prop: 'scope',
        problem: `has shard "${shard.name}", which [${other.path}] has as well`,
        what: kind,
        allowed: 'one operator for each shard',
      });
    } else installed.set(shard.name, operator);
  }
  const [first] = operators;
  const shards = first?.scope.shard?.shards;
  const missing = shards?.names.filter((name) => !installed.has(name)) ?? [];
  if (!first || missing.length === 0) return conflicts;
  return [
    ...conflicts,
    {
      path: first.path,
      prop: 'scope',
      problem: `leaves shards by ${shards?.label} to others, but nobody has ${missing.map((name) => `"${name}"`).join(', ')}`,
      what: kind,
      allowed: 'an operator for every shard, wherever there is one for any',
      fix: 'declare one for each of `shards.all`, in the same scope',
    },
  ];
}
