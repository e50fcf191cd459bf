import { celTexts } from '../../policy/literal';
import type { MatchCondition } from '../../policy/match-conditions';
import type { GuardRail } from './guard-rail';

/** What the API server writes itself, or what keeps an object from going. */
const PASSING = ['finalizers', 'managedFields', 'resourceVersion'];

/** Whether the fields of two maps are the same, but for some. */
function areSame(one: string, other: string, but: readonly string[]): string {
  const passing = celTexts(but);
  return [
    `${one}.all(k, k in ${passing} || (k in ${other} && ${other}[k] == ${one}[k]))`,
    `${other}.all(k, k in ${passing} || k in ${one})`,
  ].join(' && ');
}

/**
 * The condition that a request does more than finish a deletion: to take finalizers off what is being deleted, and to change
 * nothing else of it, gives nobody anything, and what is not good any more could not go otherwise. A rule that judges
 * deletions judges this as well.
 *
 * What is being deleted works on until its finalizers are gone, which members may set: a change of it is judged as any other.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
 */
export function unfinished({ operations = [] }: Pick<GuardRail, 'operations'>): readonly MatchCondition[] {
  if (operations.includes('DELETE')) return [];
  const isSame = `${areSame('object', 'oldObject', ['metadata', 'status'])} && ${areSame('object.metadata', 'oldObject.metadata', PASSING)}`;
  return [
    {
      name: 'not-finishing',
      expression: `object == null || oldObject == null || !has(oldObject.metadata) || !has(oldObject.metadata.deletionTimestamp) || !has(object.metadata) || !(${isSame})`,
    },
  ];
}
