import { hasLabels, type StringMap } from '../core/labels';
import type { Grant } from '../core/policy-rules';
import type { ObjectIndex, RenderedObject } from '../core/rendered-object';
import { builtInRole } from './built-in-roles';

const RBAC = 'rbac.authorization.k8s.io';

/** A role that a binding of the app gives to somebody. */
export interface HeldRole {
  /** The binding. */
  readonly binding: RenderedObject;
  /** What it is bound to: `ClusterRole cluster-admin`. */
  readonly role: string;
  /** Namespace in which it is held; `undefined` for the whole cluster. */
  readonly namespace: string | undefined;
  /** Accounts, users and groups that hold it. */
  readonly subjects: readonly Subject[];
  /** What it gives; `undefined` for a role that is not in the app. */
  readonly grants: readonly Grant[] | undefined;
}

/** Whom a binding is for. */
export interface Subject {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs?: readonly string[];
}

interface Selector {
  readonly matchLabels?: StringMap;
}

/** Every role that is bound in an app, whatever it was made by. */
export function heldRoles(objects: ObjectIndex): readonly HeldRole[] {
  const roles = new Roles(objects);
  return ['ClusterRoleBinding', 'RoleBinding'].flatMap((kind) =>
    objects.ofKind(RBAC, kind).map((binding): HeldRole => {
      const { roleRef, subjects } = binding.manifest as { roleRef?: Subject; subjects?: unknown };
      const namespace = kind === 'RoleBinding' ? binding.namespace : undefined;
      const name = roleRef?.name ?? '';
      return {
        binding,
        namespace,
        role: `${roleRef?.kind} ${name}`,
        subjects: listOf<Subject>(subjects),
        grants: roles.grantsOf(roleRef?.kind === 'Role' ? namespace : undefined, name),
      };
    }),
  );
}

class Roles {
  private readonly roles: ReadonlyMap<string, RenderedObject>;
  private readonly known = new Map<string, readonly Grant[] | undefined>();

  constructor(private readonly objects: ObjectIndex) {
    const all = [...objects.ofKind(RBAC, 'Role'), ...objects.ofKind(RBAC, 'ClusterRole')];
    this.roles = new Map(all.map((role) => [keyOf(role.namespace, role.name), role]));
  }

  /** What a role gives; each role is read once, however often it is bound. */
  grantsOf(namespace: string | undefined, name: string): readonly Grant[] | undefined {
    const key = keyOf(namespace, name);
    if (!this.known.has(key)) {
      const role = this.roles.get(key);
      const builtIn = namespace === undefined ? builtInRole(name) : undefined;
      this.known.set(key, role ? this.read(role) : builtIn);
    }
    return this.known.get(key);
  }

  private read(role: RenderedObject): readonly Grant[] {
    const { rules, aggregationRule } = role.manifest as {
      readonly rules?: unknown;
      readonly aggregationRule?: { readonly clusterRoleSelectors?: unknown };
    };
    const selectors = listOf<Selector>(aggregationRule?.clusterRoleSelectors);
    const parts = selectors.length === 0 ? [] : this.objects.ofKind(RBAC, 'ClusterRole');
    const chosen = parts.filter(
      (part) =>
        part !== role &&
        selectors.some(({ matchLabels = {} }) => hasLabels(matchLabels, part.manifest.metadata.labels)),
    );
    return [role, ...chosen].flatMap((part) =>
      listOf<Rule>(part === role ? rules : part.manifest.rules).flatMap(grantsOfRule),
    );
  }
}

function keyOf(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** A rule on paths, such as `/metrics`, has no resources and gives nothing here. */
function grantsOfRule({ apiGroups, resources, resourceNames, verbs }: Rule): readonly Grant[] {
  const names = listOf<string>(resourceNames);
  const named = names.length > 0 ? { resourceNames: names } : {};
  return listOf<string>(apiGroups).flatMap((group) =>
    listOf<string>(resources).map((resource) => ({
      group,
      resource,
      verbs: listOf<string>(verbs),
      ...named,
    })),
  );
}

/** What an object of any origin has in the place of a list. */
function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value : [];
}
