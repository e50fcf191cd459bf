import type { Finding } from '../check';
import { nameProblem } from '../names';
import type { ObjectIndex, RenderedObject } from '../rendered-object';

/**
 * What the API server would refuse, or silently take for another object: two objects with one identity, a
 * namespace on a cluster-scoped object or none on a namespaced one, an invalid name.
 */
export function checkIdentities(objects: ObjectIndex): readonly Finding[] {
  const customScopes = scopesOfCustomKinds(objects);
  const seen = new Map<string, RenderedObject>();
  return objects.all.flatMap((object) => [
    ...duplicate(object, seen),
    ...scopeFindings(
      object,
      object.builtin?.namespaced ?? customScopes.get(`${object.group}/${object.kind}`),
    ),
    ...name(object),
  ]);
}

function duplicate(object: RenderedObject, seen: Map<string, RenderedObject>): readonly Finding[] {
  const first = seen.get(object.identity);
  if (!first) {
    seen.set(object.identity, object);
    return [];
  }
  return [
    {
      path: object.path,
      problem: `is the second object with one identity; the first is at [${first.path}]`,
      given: object.identity,
      fix: 'give one of them another name or namespace, or remove it',
    },
  ];
}

/** A namespace on an object of a cluster-scoped kind, or none on one of a namespaced kind. */
export function scopeFindings(object: RenderedObject, namespaced: boolean | undefined): readonly Finding[] {
  if (namespaced === false && object.namespace) {
    return [
      {
        path: object.path,
        problem: `has a namespace, but ${object.kind} is cluster-scoped`,
        given: object.namespace,
        fix: 'remove the namespace; a Chart with a `namespace` puts it on every object of cdk8s and cdk8s-plus, so create this one in a Chart without',
      },
    ];
  }
  if (namespaced === true && !object.namespace && !object.lacksPlace) {
    return [
      {
        path: object.path,
        problem: `has no namespace, so ${object.kind} "${object.name}" would land wherever it is applied from`,
        fix: 'set `metadata.namespace`, or create it in a Chart with a `namespace`',
      },
    ];
  }
  return [];
}

function name(object: RenderedObject): readonly Finding[] {
  const problem = nameProblem(object.builtin?.names ?? 'dns-subdomain', object.name);
  return problem ? [{ path: object.path, prop: 'metadata.name', ...problem }] : [];
}

function scopesOfCustomKinds(objects: ObjectIndex): ReadonlyMap<string, boolean> {
  const scopes = new Map<string, boolean>();
  for (const definition of objects.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
    const spec = definition.manifest.spec as CustomResourceScope | undefined;
    if (spec?.names?.kind) scopes.set(`${spec.group}/${spec.names.kind}`, spec.scope !== 'Cluster');
  }
  return scopes;
}

interface CustomResourceScope {
  readonly group?: string;
  readonly scope?: string;
  readonly names?: { readonly kind?: string };
}
