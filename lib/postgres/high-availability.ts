import { z } from 'zod';
import type { ValidationRule } from '../kind/schema/open-api-schema';

/** What happens when the primary is gone. Values in lower case, as the requirement has them. */
export const highAvailability = z
  .strictObject({
    mode: z
      .enum(['none', 'manual', 'patroni'])
      .describe(
        'Who makes a standby the primary. none: nobody; when the primary is gone its pod is started again with its volume, and nothing is written meanwhile. manual: whoever changes primaryOrdinal. patroni: Patroni, by itself, within a minute.',
      ),
    primaryOrdinal: z
      .int()
      .min(0)
      .max(4)
      .describe(
        'Ordinal of the pod that is to be the primary, for mode manual: a change makes the operator switch over to it. Without it, the primary stays where it is.',
      )
      .optional(),
    synchronousStandbys: z
      .int()
      .min(0)
      .max(4)
      .default(0)
      .describe(
        'How many standbys must have a transaction before it counts as committed: what they have is not lost with the primary. While fewer can be reached, writes wait.',
      ),
  })
  .describe('What happens when the primary is gone; without it, as with mode none.');

/** What the mode of a spec with the field is compared with. */
const MODE = 'self.highAvailability.mode';

/** The rules that the number of instances allows what is asked of them. */
export const HIGH_AVAILABILITY_RULES: readonly ValidationRule[] = [
  {
    rule: `!has(self.highAvailability) || ${MODE} == 'none' || self.replicas >= 2`,
    message:
      'high availability takes at least 2 replicas: with one there is no standby that could become the primary',
    fieldPath: '.highAvailability.mode',
  },
  {
    rule: '!has(self.highAvailability) || self.highAvailability.synchronousStandbys < self.replicas',
    message: 'synchronousStandbys must be below replicas, one of which is the primary itself',
    fieldPath: '.highAvailability.synchronousStandbys',
  },
  {
    rule: `!has(self.highAvailability) || !has(self.highAvailability.primaryOrdinal) || ${MODE} == 'manual' && self.highAvailability.primaryOrdinal < self.replicas`,
    message: 'primaryOrdinal is for mode manual, and must be below replicas: ordinals count from 0',
    fieldPath: '.highAvailability.primaryOrdinal',
  },
];
