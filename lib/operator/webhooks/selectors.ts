import type { k8s } from 'cdk8s-plus-28';
import type { ApiResource } from '../../core/api-resources';
import { inProp, PlatformError } from '../../core/errors';
import { checkLabels, checkLabelValue, checkQualifiedName } from '../../core/labels';
import { nonEmpty } from '../../core/non-empty';
import type { Plain } from '../../core/plain';
import type { OperatorScope } from '../scope';

/** Labels that are selected by. */
export type LabelSelector = Plain<k8s.LabelSelector>;

/** Label that the API server itself sets on every namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

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
 * Returns a selector as the API server stores it: what is empty is left out.
 * @throws PlatformError without a path, for labels, operators or values that are none
 */
export function canonicalSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelector {
  inProp('matchLabels', () => checkLabels(matchLabels));
  for (const [index, expression] of matchExpressions.entries())
    inProp(`matchExpressions[${index}]`, () => checkExpression(expression));
  return {
    ...(Object.keys(matchLabels).length > 0 && { matchLabels }),
    matchExpressions: nonEmpty(
      matchExpressions.map(({ values, ...rest }) => ({ ...rest, values: nonEmpty(values) })),
    ),
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

function checkExpression({
  key,
  operator,
  values = [],
}: NonNullable<LabelSelector['matchExpressions']>[number]): void {
  inProp('key', () => checkQualifiedName(key));
  const takesValues = ['In', 'NotIn'].includes(operator);
  if (!takesValues && !['Exists', 'DoesNotExist'].includes(operator)) {
    throw new PlatformError(
      { problem: 'is unknown', given: operator, allowed: 'In, NotIn, Exists, DoesNotExist' },
      { prop: 'operator' },
    );
  }
  if (takesValues !== values.length > 0) {
    throw new PlatformError(
      {
        problem: takesValues ? 'are missing' : `are none that ${operator} takes`,
        given: values,
        allowed: 'values with In and NotIn, and with these alone',
      },
      { prop: 'values' },
    );
  }
  for (const value of values) inProp('values', () => checkLabelValue(value));
}
