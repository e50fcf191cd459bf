import type { k8s } from 'cdk8s-plus-28';
import { inProp, PlatformError } from '../core/errors';
import { checkLabelValue, checkQualifiedName } from '../core/labels';
import type { Plain } from '../core/plain';

/** A toleration, as plain JSON. */
export type Toleration = Plain<k8s.Toleration>;

const OPERATORS = ['Equal', 'Exists'];
const EFFECTS = ['NoExecute', 'NoSchedule', 'PreferNoSchedule'];

/**
 * Returns tolerations as the API server keeps them: it drops fields that are empty, and what it drops would drift.
 *
 * Source: ValidateTolerations in kubernetes/kubernetes, pkg/apis/core/validation/validation.go.
 * @throws PlatformError without a path for those that it does not take
 */
export function parseTolerations(tolerations: readonly Toleration[]): readonly Toleration[] {
  return tolerations.map((toleration, index) => {
    inProp(`tolerations[${index}]`, () => checkToleration(toleration));
    return Object.fromEntries(Object.entries(toleration).filter(([, value]) => value !== ''));
  });
}

function checkToleration({ key = '', operator = 'Equal', value = '', ...rest }: Toleration): void {
  if (key !== '') inProp('key', () => checkQualifiedName(key));
  inProp('operator', () => oneOf(OPERATORS, operator));
  if (operator === 'Equal') inProp('value', () => checkLabelValue(value));
  if (rest.effect !== undefined && rest.effect !== '') inProp('effect', () => oneOf(EFFECTS, rest.effect));
  if (key === '' && operator !== 'Exists') {
    throw new PlatformError({
      problem: 'has no key, which only operator Exists may lack',
      given: operator,
      allowed: 'Exists',
    });
  }
  if (operator === 'Exists' && value !== '') {
    throw new PlatformError({ problem: 'has a value that Exists never looks at', given: value });
  }
  const { tolerationSeconds } = rest;
  if (tolerationSeconds === undefined) return;
  if (rest.effect !== 'NoExecute' || !Number.isSafeInteger(tolerationSeconds)) {
    throw new PlatformError({
      problem: 'has seconds, which count until an eviction',
      given: tolerationSeconds,
      allowed: 'whole seconds, with effect NoExecute alone',
    });
  }
}

function oneOf(allowed: readonly string[], given: string | undefined): void {
  if (given !== undefined && allowed.includes(given)) return;
  throw new PlatformError({ problem: 'is unknown', given, allowed: allowed.join(', ') });
}
