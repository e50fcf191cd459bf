import { hasLabels, type StringMap } from '../core/labels';
import { fieldOf, itemsOf } from '../core/manifest-fields';

/** A selector of labels, as a manifest of any origin has it. */
export interface LabelSelector {
  readonly matchLabels?: StringMap;
  readonly matchExpressions?: unknown;
}

/**
 * Whether a selector selects an object with some labels. One that asks for what no version knows selects nothing.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function isSelected(selector: LabelSelector, labels: StringMap = {}): boolean {
  return (
    hasLabels(selector.matchLabels ?? {}, labels) &&
    itemsOf(selector.matchExpressions).every((expression) => meets(expression, labels))
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
