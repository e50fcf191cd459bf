import { z } from 'zod';
import { celRules } from '../kind/schema/fields';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const NAME = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
/** Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const KEY = `^(${LABEL}([.]${LABEL})*/)?${NAME}$`;
const VALUE = new RegExp(`^(${NAME})?$`);

function labelValue() {
  return z.string().max(63).regex(VALUE);
}

/** Source: ValidateTolerations in kubernetes/kubernetes, pkg/apis/core/validation/validation.go. */
const toleration = z
  .strictObject({
    key: z
      .string()
      .max(317)
      .regex(new RegExp(KEY))
      .describe('Key of the taint; without one, every taint is tolerated, with operator Exists.')
      .optional(),
    operator: z
      .enum(['Equal', 'Exists'])
      .default('Equal')
      .describe('Whether the taint must have the value, or any value will do.'),
    value: labelValue().describe('Value of the taint, for operator Equal.').optional(),
    effect: z
      .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
      .describe('Effect of the taint; without one, every effect.')
      .optional(),
    tolerationSeconds: z
      .int()
      .meta({ format: 'int64' })
      .describe('Seconds that a pod stays after a taint NoExecute appears; without them, it stays.')
      .optional(),
  })
  .meta(
    celRules(
      {
        rule: "has(self.key) || self.operator == 'Exists'",
        message: 'a toleration without a key takes operator Exists',
        fieldPath: '.operator',
      },
      {
        rule: "!has(self.value) || self.value == '' || self.operator == 'Equal'",
        message: 'operator Exists looks at no value',
        fieldPath: '.value',
      },
      {
        rule: "!has(self.tolerationSeconds) || has(self.effect) && self.effect == 'NoExecute'",
        message: 'tolerationSeconds count until an eviction, with effect NoExecute alone',
        fieldPath: '.tolerationSeconds',
      },
    ),
  );

/** Which nodes the pods of a database run on. */
export const placement = z
  .strictObject({
    nodeSelector: z
      .record(z.string(), labelValue())
      .meta({
        maxProperties: 16,
        ...celRules({
          rule: `self.all(key, key.size() <= 317 && key.matches('${KEY}'))`,
          message: 'keys of nodeSelector must be keys of labels, such as node.kubernetes.io/instance-type',
        }),
      })
      .describe('Labels that a node must have.')
      .optional(),
    tolerations: z
      .array(toleration)
      .max(16)
      .meta({ 'x-kubernetes-list-type': 'atomic' })
      .describe('Taints of nodes that are tolerated.')
      .optional(),
    spread: z
      .enum(['Preferred', 'Required'])
      .default('Preferred')
      .describe(
        'Whether instances keep apart. Preferred: where they can. Required: an instance that finds no place of its own stays pending.',
      ),
    topologyKey: z
      .string()
      .max(317)
      .regex(new RegExp(KEY))
      .default('kubernetes.io/hostname')
      .describe(
        'Label of nodes by whose value instances keep apart: kubernetes.io/hostname for nodes, topology.kubernetes.io/zone for zones.',
      ),
    priorityClassName: z
      .string()
      .max(253)
      .regex(new RegExp(`^${LABEL}([.]${LABEL})*$`))
      .describe('PriorityClass of the pods; without one, the default of the cluster.')
      .optional(),
  })
  .describe(
    'Which nodes the pods run on; without it, any, on different nodes where they can. A change restarts the instances, one by one; volumes stay where they are.',
  );
