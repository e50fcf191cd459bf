import type { Manifest } from '../../../../lib';

/** The policies and bindings among objects. */
export function policiesOf(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.filter(({ kind }) => kind.startsWith('ValidatingAdmissionPolicy'));
}

/**
 * The objects, with bindings that select tenants narrowed to some namespaces: other files have tenants of their own on the
 * same servers.
 */
export function narrowed(objects: readonly Manifest[], namespaces: readonly string[]): readonly Manifest[] {
  return objects.map((object) => {
    const spec = object.spec as { matchResources?: { namespaceSelector?: { matchExpressions?: object[] } } };
    const selector = spec?.matchResources?.namespaceSelector;
    if (object.kind !== 'ValidatingAdmissionPolicyBinding' || !selector?.matchExpressions) return object;
    const own = { key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces };
    const namespaceSelector = { ...selector, matchExpressions: [...selector.matchExpressions, own] };
    return { ...object, spec: { ...spec, matchResources: { ...spec.matchResources, namespaceSelector } } };
  });
}

/** What the names of the policies of an app have before those of its rules, by {@link own}. */
export function ownPrefix(app: string): string {
  return `${app}-tenant-`;
}

/**
 * The objects of an app, its admission policies under names that no other app of these tests has, and bound to its own
 * namespaces: also those that look at every namespace, and at Namespaces themselves, whose name is a label of theirs.
 */
export function own(app: string, objects: readonly Manifest[]): readonly Manifest[] {
  const namespaces = objects
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => String(metadata.name));
  return narrowed(objects.map(selecting), namespaces).map((object) => renamed(app, object));
}

/** A binding that selects no namespaces, as one that selects all by no expression, which can then be narrowed. */
function selecting(object: Manifest): Manifest {
  if (object.kind !== 'ValidatingAdmissionPolicyBinding') return object;
  const { matchResources = {}, ...spec } = object.spec as { readonly matchResources?: object };
  const namespaceSelector = { matchExpressions: [], ...selectorOf(matchResources) };
  return { ...object, spec: { ...spec, matchResources: { ...matchResources, namespaceSelector } } };
}

function selectorOf(matchResources: { readonly namespaceSelector?: object }): object {
  return matchResources.namespaceSelector ?? {};
}

function renamed(app: string, object: Manifest): Manifest {
  if (!object.kind.startsWith('ValidatingAdmissionPolicy')) return object;
  const name = `${app}-${object.metadata.name}`;
  const spec = object.spec as { readonly policyName?: string };
  return {
    ...object,
    metadata: { ...object.metadata, name },
    spec: spec.policyName === undefined ? spec : { ...spec, policyName: name },
  };
}
