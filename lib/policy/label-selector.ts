import type { k8s } from 'cdk8s-plus-28';
import { inProp, PlatformError } from '../core/errors';
import { checkLabels, checkLabelValue, checkQualifiedName, hasLabels, type StringMap } from '../core/labels';
import { nonEmpty } from '../core/non-empty';
import type { Plain } from '../core/plain';

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

/** Whether a selector selects what has some labels; an empty one selects everything. */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: StringMap,
): boolean {
  return (
    hasLabels(matchLabels, labels) && matchExpressions.every((requirement) => meets(requirement, labels))
  );
}

function meets({ key, operator, values = [] }: Requirement, labels: StringMap): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
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
