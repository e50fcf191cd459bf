import { PlatformError } from '../../core/errors';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import { ABSENT, both, type LabelValues, noneOf, oneOf, PRESENT } from './label-values';

/** What a selector asks of labels: of each key that it names. All of it has to hold. */
export type Requirements = ReadonlyMap<string, LabelValues>;

/** A selector that asks nothing. */
export const EVERYTHING: Requirements = new Map();

/**
 * The requirements of a LabelSelector in a manifest, of whatever shape it is.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors; a key that is absent
 * meets `NotIn`, as `Requirement.Matches` in k8s.io/apimachinery/pkg/labels has it.
 * @throws PlatformError without a path, for an operator that is none
 */
export function requirementsOf(selector: unknown): Requirements {
  const requirements = new Map<string, LabelValues>();
  const add = (key: string, values: LabelValues): void => {
    const before = requirements.get(key);
    requirements.set(key, before ? both(before, values) : values);
  };
  for (const [key, value] of Object.entries(fieldOf(selector, 'matchLabels') ?? {})) {
    add(key, oneOf([String(value)]));
  }
  itemsOf(fieldOf(selector, 'matchExpressions')).forEach((expression, index) => {
    const values = itemsOf(fieldOf(expression, 'values')).map(String);
    add(String(fieldOf(expression, 'key')), valuesOf(fieldOf(expression, 'operator'), values, index));
  });
  return requirements;
}

function valuesOf(operator: unknown, values: readonly string[], index: number): LabelValues {
  switch (operator) {
    case 'In':
      return oneOf(values);
    case 'NotIn':
      return noneOf(values);
    case 'Exists':
      return PRESENT;
    case 'DoesNotExist':
      return ABSENT;
    default:
      throw new PlatformError(
        {
          problem: 'is no operator of selectors',
          given: operator,
          allowed: 'In, NotIn, Exists, DoesNotExist',
        },
        { prop: `matchExpressions[${index}].operator` },
      );
  }
}

/** A text that is the same for equal requirements. */
export function describeRequirements(requirements: Requirements): string {
  return [...requirements]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, values]) => describe(key, values))
    .join(', ');
}

function describe(key: string, { absent, only, but }: LabelValues): string {
  const list = (values: ReadonlySet<string>): string => [...values].sort().join('|');
  if (only) {
    if (only.size === 0) return absent ? `no ${key}` : `${key} of no value`;
    return absent ? `${key}=${list(only)} or no ${key}` : `${key}=${list(only)}`;
  }
  if (but && but.size > 0) return absent ? `${key}!=${list(but)}` : `${key}, ${key}!=${list(but)}`;
  return key;
}
