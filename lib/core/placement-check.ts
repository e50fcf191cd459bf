import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { builtinKind, splitApiVersion } from './api-resources';
import type { Check, Finding } from './check';
import { KubeObject } from './kube-object';
import { enclosingNamespace, namespaceScopeOf } from './namespace-scope';

/**
 * What is created inside a namespace lives in it. Objects of cdk8s and cdk8s-plus take their namespace from their
 * Chart, not from the scope around them, and any object may state another: created in a tenant's namespace, it would
 * land outside all the tenant's bounds.
 */
export function placementCheck(namespace: IConstruct): Check {
  return () => namespace.node.findAll().flatMap(misplaced);
}

/** Whether an object that has no namespace is told of as out of place, with the namespace that it is to have. */
export function lacksPlace(object: ApiObject): boolean {
  const isTold = namespaceScopeOf(object) !== undefined && object.metadata.namespace === undefined;
  return isTold && belongsInside(object);
}

function misplaced(construct: IConstruct): readonly Finding[] {
  if (!(construct instanceof ApiObject) || !belongsInside(construct)) return [];
  const expected = enclosingNamespace(construct);
  const { namespace } = construct.metadata;
  if (namespace === expected) return [];
  return [
    {
      path: construct.node.path,
      prop: 'metadata.namespace',
      problem: `is created in namespace ${expected}, but would land elsewhere`,
      given: namespace,
      allowed: expected,
      fix: `pass metadata: { namespace: '${expected}' }, or create it elsewhere`,
    },
  ];
}

/** Whether it belongs in the namespace around it. */
function belongsInside(object: ApiObject): boolean {
  if (KubeObject.isKubeObject(object)) return object.resource.namespaced && !object.elsewhere;
  return builtinKind(splitApiVersion(object.apiVersion).group, object.kind)?.namespaced !== false;
}
