import { Operator } from '../syntax/expr';
import { describeType, type Type } from './type';

/** Says that a function or operator does not take values of some types; of a method, first of what it is called on. */
export function describeMisfit(name: string, isMethod: boolean, types: readonly Type[]): string {
  const texts = types.map(describeType);
  if (isMethod) return `there is no ${texts[0]}.${name}(${texts.slice(1).join(', ')})`;
  if (name === Operator.INDEX) return `a value of type ${texts[0]} has no index of type ${texts[1]}`;
  if (name === Operator.CONDITIONAL) {
    return `a condition is a bool, and both its results are of one type, not ${texts.join(', ')}`;
  }
  const sign = name === Operator.IN ? 'in' : /^[_!-](.*?)_?$/.exec(name)?.[0].replaceAll('_', '');
  if (sign === undefined) return `there is no ${name}(${texts.join(', ')})`;
  return `"${sign}" does not take values of type ${texts.join(' and ')}`;
}
