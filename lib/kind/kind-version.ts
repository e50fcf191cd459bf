import { z } from 'zod';
import { inProp, PlatformError } from '../core/errors';
import { SchemaRules } from './cel/rules';
import { type ColumnDefinition, type PrinterColumn, renderColumn, STANDARD_COLUMNS } from './printer-column';
import { openApiOf, ZOD_FOUR } from './schema/from-zod';
import type { OpenApiSchema } from './schema/open-api-schema';
import { STANDARD_STATUS } from './standard-status';
import { joinProblems } from './validation/field-problem';

/** What one version of a kind declares. */
export interface KindVersionProps {
  /** Name of the version: `v1`, `v1beta2`. */
  readonly version: string;
  /** What names its objects may have, beside the rule of Kubernetes. */
  readonly name?: z.ZodString;
  /** The spec. */
  readonly spec: z.ZodObject;
  /** The status fields of the kind's own. */
  readonly status: z.ZodObject;
  /** The columns of the kind's own. */
  readonly printerColumns: readonly PrinterColumn[];
  /** What the kind is. */
  readonly description: string;
}

/** A version of a kind, as a CustomResourceDefinition holds it. */
export interface VersionDefinition {
  /** Name of the version: `v1`. */
  readonly name: string;
  /** Whether the API server offers objects in this version. */
  readonly served: boolean;
  /** Whether objects are stored in this version; one of a kind's versions is. */
  readonly storage: boolean;
  /** The structural schema that the API server checks objects by. */
  readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
  /** The status as a resource of its own, so that whoever may write the spec need not be able to write the status. */
  readonly subresources: { readonly status: Readonly<Record<string, never>> };
  /** The columns that `kubectl get` prints beside the name. */
  readonly additionalPrinterColumns: readonly ColumnDefinition[];
}

/** One version of a kind: its schemas, checked. */
export class KindVersion {
  /** Name of the version. */
  readonly name: string;
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

  /**
   * @throws PlatformError without a path, when a schema is not structural, a CEL rule would be refused, or a column
   * shows no field
   */
  constructor(props: KindVersionProps) {
    this.name = inProp('version', () => checkVersion(props.version));
    this.specSchema = openApiOf(checkFields(props.spec, 'spec', ['metadata']), 'spec');
    this.nameSchema = props.name && openApiOf(checkText(props.name, 'name'), 'name');
    const own = checkFields(props.status, 'status', Object.keys(STANDARD_STATUS.shape));
    const status = openApiOf(own.extend(STANDARD_STATUS.shape), 'status');
    this.schema = {
      description: props.description,
      properties: {
        ...(this.nameSchema && {
          metadata: { properties: { name: this.nameSchema }, type: 'object' as const },
        }),
        spec: { description: 'Desired state.', ...this.specSchema },
        status: { description: 'Observed state, written by the controller.', ...status },
      },
      required: ['spec'],
      type: 'object',
    };
    this.rules = SchemaRules.of(this.schema, '');
    this.columns = [...props.printerColumns, ...STANDARD_COLUMNS].map((column) =>
      inProp(`printerColumns.${column.name}`, () => renderColumn(this.schema, column)),
    );
  }

  /**
   * Judges a spec, defaults filled in, by its CEL rules.
   * @throws PlatformError without a path, with every field that breaks one
   */
  checkRules(spec: unknown): void {
    const problems = this.rules.property('spec')?.problems(spec) ?? [];
    if (problems.length > 0) throw joinProblems(problems);
  }

  /** The version as a CustomResourceDefinition holds it. */
  render(storage: boolean): VersionDefinition {
    return {
      name: this.name,
      served: true,
      storage,
      schema: { openAPIV3Schema: this.schema },
      subresources: { status: {} },
      additionalPrinterColumns: this.columns,
    };
  }
}

/** Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority */
function checkVersion(version: string): string {
  if (/^v[1-9][0-9]*((alpha|beta)[1-9][0-9]*)?$/.test(version) && version.length <= 63) return version;
  throw new PlatformError({
    problem: 'is not the name of a version',
    given: version,
    allowed: 'v1, v2, v1beta1, v1alpha1 and so on, which clients know how to order',
  });
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
