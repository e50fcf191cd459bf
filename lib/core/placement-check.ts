import { ApiObject } from 'cdk8s';
import { builtinKind, splitApiVersion } from '../core/api-resources';
import { KubeObject } from '../core/kube-object';
import type { Namespace } from '../core/namespace';
import type { Check } from '../core/synth/check';

/**
 * Objects of cdk8s and cdk8s-plus take their namespace from their Chart, not from the scope around them: created
 * in a tenant's namespace without stating it, they would land elsewhere, outside all its bounds.
 */
export function placementCheck(namespace: Namespace): Check {
  return () =>
    namespace.node
      .findAll()
      .filter(
        (construct): construct is ApiObject =>
          construct instanceof ApiObject && !(construct instanceof KubeObject),
      )
      .filter(
        (object) => builtinKind(splitApiVersion(object.apiVersion).group, object.kind)?.namespaced !== false,
      )
      .filter((object) => object.metadata.namespace !== namespace.name)
      .map((object) => ({
        path: object.node.path,
        prop: 'metadata.namespace',
        problem: `is created in namespace ${namespace.name}, but would land elsewhere`,
        given: object.metadata.namespace,
        allowed: namespace.name,
        fix: `pass metadata: { namespace: '${namespace.name}' }`,
      }));
}
