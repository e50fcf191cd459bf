import { z } from 'zod';
import { inProp, PlatformError } from '../core/errors';
import { SchemaRules } from './cel/rules';
import type { VersionProps } from './kind-version';
import { checkSelectable, renderScale, type ScaleDefinition, type ScaleFields } from './paths';
import { type ColumnDefinition, renderColumn, STANDARD_COLUMNS } from './printer-column';
import { openApiOf, ZOD_FOUR } from './schema/from-zod';
import type { OpenApiSchema } from './schema/open-api-schema';
import { STANDARD_STATUS } from './standard-status';

/** What a version is compiled from. */
export interface CompiledVersionProps extends Omit<VersionProps, 'status'> {
  /** Fields of the status beside those that every kind has. */
  readonly status: z.ZodObject;
  /** What names its objects may have, beside the rule of Kubernetes. */
  readonly name?: z.ZodString;
  /** What the kind is. */
  readonly description: string;
}

/** What the API server is told of a version, checked as it would check it. */
export class CompiledVersion {
  /** Structural schema of whole objects: name, spec and status. */
  readonly schema: OpenApiSchema;
  /** Structural schema of the spec. */
  readonly specSchema: OpenApiSchema;
  /** Structural schema of names; `undefined` when the kind restricts them no further than Kubernetes. */
  readonly nameSchema?: OpenApiSchema;
  /** The CEL rules of whole objects. */
  readonly rules: SchemaRules;
  /** The columns, those of every kind last. */
  readonly columns: readonly ColumnDefinition[];
  /** Where an object says how many replicas it has. */
  readonly scale?: ScaleDefinition;
  /** The fields that clients can select by. */
  readonly selectableFields: readonly string[];

  /**
   * @throws PlatformError without a path, when a schema is not structural, a CEL rule would be refused, a column shows no
   * field, or a path for scale or selection leads to no field that can have it
   */
  constructor(props: CompiledVersionProps) {
    const { printerColumns = [], selectableFields = [] } = props;
    this.specSchema = openApiOf(checkFields(props.spec, 'spec', ['metadata']), 'spec');
    this.nameSchema = props.name && openApiOf(checkText(props.name, 'name'), 'name');
    const own = checkFields(props.status, 'status', Object.keys(STANDARD_STATUS.shape));
    const observed = openApiOf(own.extend(STANDARD_STATUS.shape), 'status');
    this.schema = {
      ...(props.description && { description: props.description }),
      properties: {
        ...(this.nameSchema && {
          metadata: { properties: { name: this.nameSchema }, type: 'object' as const },
        }),
        spec: { description: 'Desired state.', ...this.specSchema },
        status: { description: 'Observed state, written by the controller.', ...observed },
      },
      required: ['spec'],
      type: 'object',
    };
    this.rules = SchemaRules.of(this.schema, '');
    this.columns = [...printerColumns, ...STANDARD_COLUMNS].map((column) =>
      inProp(`printerColumns.${column.name}`, () => renderColumn(this.schema, column)),
    );
    this.scale = props.scale && inProp('scale', () => renderScale(this.schema, props.scale as ScaleFields));
    this.selectableFields = inProp('selectableFields', () => checkSelectable(this.schema, selectableFields));
  }
}

function checkText<S extends z.ZodString>(schema: S, prop: string): S {
  if (schema instanceof z.ZodString) return schema;
  throw new PlatformError({ problem: 'is not a z.string() of zod 4', allowed: ZOD_FOUR }, { prop });
}

function checkFields<S extends z.ZodObject>(schema: S, prop: string, reserved: readonly string[]): S {
  if (!(schema instanceof z.ZodObject)) {
    throw new PlatformError({ problem: 'is not an object schema of zod 4', allowed: ZOD_FOUR }, { prop });
  }
  const taken = reserved.find((field) => field in schema.shape);
  if (taken === undefined) return schema;
  throw new PlatformError(
    {
      problem: `has a field "${taken}", which every kind has already`,
      allowed: `other names than ${reserved.join(', ')}`,
    },
    { prop },
  );
}
