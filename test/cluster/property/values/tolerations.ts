import * as fc from 'fast-check';
import type { Toleration } from '../../../../lib';
import { qualifiedName } from './labels';
import { mostly, partial } from './records';
import { text } from './texts';

const sound: fc.Arbitrary<Toleration> = fc.oneof(
  fc
    .tuple(qualifiedName, fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute'))
    .map(([key, effect]) => ({ key, operator: 'Exists', effect })),
  fc
    .tuple(qualifiedName, fc.stringMatching(/^[a-z]{1,8}$/))
    .map(([key, value]) => ({ key, operator: 'Equal', value })),
  fc
    .nat(600)
    .map((seconds) => ({ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: seconds })),
  fc.constant({ operator: 'Exists' }),
);
const anything: fc.Arbitrary<Toleration> = partial<Required<Toleration>>({
  key: text,
  operator: fc.constantFrom('Exists', 'Equal', 'exists'),
  value: text,
  effect: fc.constantFrom('NoSchedule', 'NoExecute', 'Evict'),
  tolerationSeconds: fc.integer(),
});

/** Tolerations: sound ones, and whatever else the type allows. */
export const tolerations: fc.Arbitrary<readonly Toleration[]> = mostly(
  fc.array(sound, { maxLength: 2 }),
  fc.array(anything, { minLength: 1, maxLength: 2 }),
  60,
);
