import type { k8s } from 'cdk8s-plus-28';
import { inProp, PlatformError } from './errors';
import { checkLabels, checkLabelValue, checkQualifiedName, hasLabels, type StringMap } from './labels';
import { fieldOf, itemsOf } from './manifest-fields';
import { nonEmpty } from './non-empty';
import type { Plain } from './plain';

/** Labels that are selected by. */
export type LabelSelector = Plain<k8s.LabelSelector>;

type Requirement = NonNullable<LabelSelector['matchExpressions']>[number];

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
 * Whether a selector, of an object of any origin, selects what has some labels; an empty one selects everything, and one
 * that asks for what no version knows selects nothing.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function selects(
  {
    matchLabels = {},
    matchExpressions,
  }: { readonly matchLabels?: StringMap; readonly matchExpressions?: unknown },
  labels: StringMap = {},
): boolean {
  return (
    hasLabels(matchLabels, labels) &&
    itemsOf(matchExpressions).every((expression) => meets(expression, labels))
  );
}

function meets(expression: unknown, labels: StringMap): boolean {
  const key = String(fieldOf(expression, 'key'));
  const values = itemsOf(fieldOf(expression, 'values'));
  const isThere = Object.hasOwn(labels, key);
  switch (fieldOf(expression, 'operator')) {
    case 'In':
      return isThere && values.includes(labels[key]);
    case 'NotIn':
      return !isThere || !values.includes(labels[key]);
    case 'Exists':
      return isThere;
    case 'DoesNotExist':
      return !isThere;
    default:
      return false;
  }
}

function checkExpression({ key, operator, values = [] }: Requirement): void {
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
