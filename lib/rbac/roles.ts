import { append } from '../core/append';
import { type LabelSelector, selects } from '../core/label-selector';
import { fieldOf, itemsOf } from '../core/manifest-fields';
import { RBAC_GROUP } from '../core/rbac-terms';
import type { ObjectIndex, RenderedObject } from '../core/rendered-object';
import { BUILT_IN, builtInObjects } from './built-in-roles';
import { type Rule, readRules } from './rule';

/** The newest version whose built-in roles we know. */
export const NEWEST = '1.37';

/** What the roles of an app, and those that every cluster has, give. */
export class Roles {
  private readonly roles = new Map<string, RenderedObject[]>();
  private readonly known = new Map<string, readonly Rule[] | undefined>();
  private readonly alike = new Map<string, readonly Rule[]>();
  private readonly parts = new Map<RenderedObject, readonly RenderedObject[]>();

  /**
   * @param kubernetes minor version of the cluster: `1.34`
   */
  constructor(objects: ObjectIndex, kubernetes: string = NEWEST) {
    // An API server that starts adds what a built-in role of the same name lacks.
    const all = [
      ...objects.ofKind(RBAC_GROUP, 'Role'),
      ...objects.ofKind(RBAC_GROUP, 'ClusterRole'),
      ...builtInObjects(kubernetes).filter(({ kind }) => kind.endsWith('Role')),
    ];
    for (const role of all) append(this.roles, keyOf(role.namespace, role.name), role);
  }

  /** What a role gives, each read once; `undefined` for one that is not there. */
  rulesOf(namespace: string | undefined, name: string): readonly Rule[] | undefined {
    const key = keyOf(namespace, name);
    if (!this.known.has(key)) {
      const roles = this.roles.get(key);
      const [first, ...others] = roles ?? [];
      const isRead = first && others.length === 0 && isBuiltIn(first) && selectorsOf(first).length === 0;
      this.known.set(key, isRead ? rulesIn(first) : roles && this.shared(roles));
    }
    return this.known.get(key);
  }

  /** Roles that are alike, as those of tenants are, have their rules in common: what follows is worked out once. */
  private shared(roles: readonly RenderedObject[]): readonly Rule[] {
    const rules = roles.flatMap((role) => this.read(role));
    const text = JSON.stringify(rules);
    const known = this.alike.get(text) ?? rules;
    this.alike.set(text, known);
    return known;
  }

  /**
   * The controller of aggregation puts the rules of what a role selects in the place of its own; those of a role that
   * selects nothing stay. What is selected may be made of others itself, in rings too.
   * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
   */
  private read(role: RenderedObject): readonly Rule[] {
    if (selectorsOf(role).length === 0) return rulesIn(role);
    const whole = new Set([role]);
    for (const part of whole) for (const further of this.partsOf(part)) whole.add(further);
    const rules = [...whole].flatMap((part) => (this.partsOf(part).length === 0 ? rulesIn(part) : []));
    return rules.length > 0 ? rules : rulesIn(role);
  }

  private partsOf(role: RenderedObject): readonly RenderedObject[] {
    const selectors = selectorsOf(role);
    if (selectors.length === 0) return [];
    const known = this.parts.get(role);
    if (known) return known;
    const parts = [...this.roles.values()]
      .flat()
      .filter(
        ({ kind, name, manifest }) =>
          kind === 'ClusterRole' &&
          name !== role.name &&
          selectors.some((selector) => selects(selector, manifest.metadata.labels)),
      );
    this.parts.set(role, parts);
    return parts;
  }
}

/** What built-in roles say, which are the same objects in every app. */
const builtInRules = new WeakMap<RenderedObject, readonly Rule[]>();

function rulesIn(role: RenderedObject): readonly Rule[] {
  const rules = builtInRules.get(role) ?? readRules(role.manifest.rules);
  if (isBuiltIn(role)) builtInRules.set(role, rules);
  return rules;
}

function isBuiltIn({ path }: RenderedObject): boolean {
  return path === BUILT_IN;
}

function selectorsOf({ manifest }: RenderedObject): readonly LabelSelector[] {
  return itemsOf(fieldOf(manifest, 'aggregationRule', 'clusterRoleSelectors')) as readonly LabelSelector[];
}

function keyOf(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
