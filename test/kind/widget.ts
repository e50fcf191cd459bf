import type { Construct } from 'constructs';
import { z } from 'zod';
import { CustomResource, type CustomResourceProps } from '../../lib/kind/custom-resource';
import { Kind, type KindProps } from '../../lib/kind/kind';
import * as fields from '../../lib/kind/schema/fields';

const spec = z.strictObject({
  size: z.int().min(1).max(9).multipleOf(2).describe('Size.').default(2),
  memory: fields.quantity().optional(),
  parts: z
    .array(z.strictObject({ name: z.string().min(2), weight: z.number().optional() }))
    .min(1)
    .optional(),
  labels: z.record(z.string(), z.string().max(3)).optional(),
  until: fields.timestamp().nullable().optional(),
  enabled: z.boolean().optional(),
});

/** A kind with a field of every sort. */
export const WIDGET = new Kind({
  group: 'toys.example.com',
  kind: 'Widget',
  plural: 'widgets',
  shortNames: ['wd'],
  categories: ['toys'],
  description: 'A widget.',
  spec,
  status: z.strictObject({ phase: z.enum(['Pending', 'Running']), seen: fields.timestamp() }).partial(),
  printerColumns: [{ name: 'Size', jsonPath: '.spec.size', description: 'How large it is.' }],
});

/** The construct class of the kind. */
export class Widget extends CustomResource<typeof spec> {
  static readonly kind = WIDGET;

  constructor(scope: Construct, id: string, props: CustomResourceProps<typeof spec> = {}) {
    super(scope, id, WIDGET, props);
  }
}

/** A kind that differs from the simplest in some props. */
export function kind(props: Partial<KindProps<z.ZodObject, z.ZodObject>> = {}): Kind {
  return new Kind({
    group: 'toys.example.com',
    kind: 'Toy',
    plural: 'toys',
    description: 'A toy.',
    spec: z.strictObject({ size: z.int().optional() }),
    ...props,
  });
}
