import type { ApiResource } from '../../core/api-resources';
import { PlatformError } from '../../core/errors';
import type { LabelSelector } from '../../core/label-selector';
import { NAMESPACE_NAME } from '../../core/namespace-name';
import type { OperatorScope } from '../scope';

/** Namespaces of the cluster itself: in the latter, nodes say that they are alive. */
const OF_THE_CLUSTER = ['kube-node-lease', 'kube-system'];

/**
 * The namespaces in whose objects an operator's webhook has a say: those of the operator's scope, never its own, and for
 * built-in kinds never those of the cluster itself. A webhook that has a say in what its own pods are made of could stop
 * them from ever coming back.
 *
 * Objects without a namespace are not left out by it, except that a Namespace is by its own name.
 * Source: MatchNamespaceSelector in k8s.io/apiserver, pkg/admission/plugin/webhook/predicates/namespace/matcher.go.
 * @throws PlatformError without a path, when no namespace is left
 */
export function namespaceSelector(
  { group, kind, namespaced }: ApiResource,
  isBuiltin: boolean,
  own: string,
  { names }: OperatorScope,
): LabelSelector {
  const excluded = [...new Set([own, ...(isBuiltin ? OF_THE_CLUSTER : [])])].sort();
  const isByNamespace = namespaced || (group === '' && kind === 'Namespace');
  if (isByNamespace && names?.every((name) => excluded.includes(name))) {
    throw new PlatformError({
      problem: `would never be asked: the operator works in ${names.join(', ')}, and webhooks are not asked about ${excluded.join(', ')}`,
      fix: 'run the operator in a namespace of its own, apart from the objects that it works on',
    });
  }
  return {
    matchExpressions: [
      ...(names ? [{ key: NAMESPACE_NAME, operator: 'In', values: [...names] }] : []),
      { key: NAMESPACE_NAME, operator: 'NotIn', values: excluded },
    ],
  };
}

/**
 * The objects of an operator's shard among those that are selected: of several operators with one webhook, each object is
 * brought before one. NotIn selects what has no such label as well.
 */
export function inShard(selector: LabelSelector, { shard }: OperatorScope): LabelSelector {
  if (!shard) return selector;
  const { label: key, names } = shard.shards;
  const [first, ...others] = names;
  const share =
    shard.name === first
      ? { key, operator: 'NotIn', values: others }
      : { key, operator: 'In', values: [shard.name] };
  return { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), share] };
}
