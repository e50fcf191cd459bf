import { z } from 'zod';
import { timestamp } from './schema/fields';

/**
 * Types of the conditions that every kind reports. Flux and `kubectl wait` read Ready of any kind; Argo CD reads no
 * condition of a kind that it has no script for, and docs/argo-cd.md has one that reads all three.
 *
 * Sources: https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md#the-ready-condition,
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
export enum ConditionType {
  /** The object is what its spec asks for, and serves. */
  READY = 'Ready',
  /** The controller is working towards the spec. */
  PROGRESSING = 'Progressing',
  /** The object serves, but not as its spec asks for; or it has failed. */
  DEGRADED = 'Degraded',
}

/** What it means that a condition of a type is True. */
export const CONDITION_MEANINGS: Readonly<Record<ConditionType, string>> = {
  [ConditionType.READY]: 'it is what the spec asks for, and serves',
  [ConditionType.PROGRESSING]: 'the controller is working towards the spec',
  [ConditionType.DEGRADED]: 'it does not serve as the spec asks for',
};

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** Source: the schema that controller-gen writes for metav1.Condition, k8s.io/apimachinery. */
const condition = z.strictObject({
  lastTransitionTime: timestamp().describe('When the status of the condition last changed.'),
  message: z.string().max(32768).describe('Details of the last transition, for people; may be empty.'),
  observedGeneration: z
    .int()
    .min(0)
    .meta({ format: 'int64' })
    .describe('The metadata.generation that the condition was set for.')
    .optional(),
  reason: z
    .string()
    .min(1)
    .max(1024)
    .regex(/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/)
    .describe('Reason of the last transition, for programs: one word in CamelCase.'),
  status: z.enum(['True', 'False', 'Unknown']).describe('Whether the condition holds.'),
  type: z
    .string()
    .max(316)
    .regex(new RegExp(`^(${LABEL}(\\.${LABEL})*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$`))
    .describe('What the condition is about: Ready, Progressing, Degraded, or one of the kind itself.'),
});

/** The fields that the status of every kind has, beside its own. */
export const STANDARD_STATUS = z.strictObject({
  conditions: z
    .array(condition)
    .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['type'] })
    .describe(
      [
        'Latest observations of the state of the object.',
        ...Object.entries(CONDITION_MEANINGS).map(([type, meaning]) => `${type}: ${meaning}.`),
      ].join(' '),
    )
    .optional(),
  observedGeneration: z
    .int()
    .min(0)
    .meta({ format: 'int64' })
    .describe(
      'The metadata.generation that the status is about; while it is lower, the status is out of date.',
    )
    .optional(),
});

/** A condition, as metav1.Condition. */
export type Condition = z.output<typeof condition>;

/** The status fields of every kind. */
export type StandardStatus = z.output<typeof STANDARD_STATUS>;
