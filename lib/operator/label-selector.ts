import { PlatformError } from '../core/errors';
import { checkLabelValue, checkQualifiedName } from '../core/labels';

const SET = /^(\S+)\s+(?:not)?in\s+\(([^()]*)\)$/;
const EQUALITY = /^([^\s=!]+)\s*(?:==|=|!=)\s*([^\s=!]*)$/;
const EXISTS = /^!?([^\s=!]+)$/;

/**
 * Returns the text when it selects labels as `kubectl -l` and `labels.Parse` of Kubernetes read it: requirements separated
 * by commas, such as `a=b`, `a!=b`, `a in (b, c)`, `a notin (b)`, `a`, `!a`.
 * @throws PlatformError without a path when it does not
 */
export function checkLabelSelector(selector: string): string {
  const requirements = selector.split(/,(?![^(]*\))/).map((part) => part.trim());
  for (const requirement of requirements) checkRequirement(requirement, selector);
  return selector;
}

function checkRequirement(requirement: string, given: string): void {
  const [, key, values] =
    SET.exec(requirement) ?? EQUALITY.exec(requirement) ?? EXISTS.exec(requirement) ?? [];
  if (key === undefined) {
    throw new PlatformError({
      problem: 'is not a label selector',
      given,
      allowed: 'requirements separated by commas: a=b, a!=b, a in (b, c), a notin (b), a, !a',
    });
  }
  checkQualifiedName(key);
  for (const value of values?.split(',') ?? []) checkLabelValue(value.trim());
}
