import { z } from 'zod';
import type { Cluster } from '../core/cluster';
import { inProp, PlatformError } from '../core/errors';
import type { SchemaRules } from './cel/rules';
import { CompiledVersion, type CompiledVersionProps } from './compiled-version';
import { type ScaleDefinition, type ScaleFields, SELECTABLE_FIELDS } from './paths';
import type { ColumnDefinition, PrinterColumn } from './printer-column';
import { joinProblems } from './schema/field-problem';
import type { OpenApiSchema } from './schema/open-api-schema';
import { parseBySchema } from './validation/parse';

/** What a version of a kind declares. */
export interface VersionProps<
  Spec extends z.ZodObject = z.ZodObject,
  Status extends z.ZodObject = z.ZodObject,
> {
  /** The spec, a z.strictObject with descriptions and defaults. */
  readonly spec: Spec;
  /**
   * Fields of the status beside `conditions` and `observedGeneration`, which every kind has.
   * @default - none
   */
  readonly status?: Status;
  /**
   * Columns that `kubectl get` prints beside Ready and Age.
   * @default - none
   */
  readonly printerColumns?: readonly PrinterColumn[];
  /**
   * Where an object says how many replicas it has, for `kubectl scale` and autoscalers.
   * @default - its objects cannot be scaled by these
   */
  readonly scale?: ScaleFields;
  /**
   * Fields that `kubectl get --field-selector` and watches can select by, from the root of the object:
   * `.spec.version`. At most 8. Left out on a Cluster older than 1.31, which does not know them.
   * @default - metadata.name and metadata.namespace, by which everything can be selected
   */
  readonly selectableFields?: readonly string[];
}

/** A version beside the one in which objects are stored. */
export interface OtherVersionProps extends VersionProps {
  /** Name of the version: `v1beta1`. */
  readonly version: string;
  /**
   * Whether the API server offers objects in this version. One that is no longer served, and of which nothing is
   * stored any more, can be removed.
   * @default true
   */
  readonly served?: boolean;
  /**
   * What the API server warns clients of that still use the version: what to use instead. At most 256 characters.
   * @default - the version is not deprecated
   */
  readonly deprecated?: string;
}

/** A version as {@link KindVersion} is made from it: that of the kind, or another. */
interface KindVersionProps extends OtherVersionProps, Pick<CompiledVersionProps, 'name' | 'description'> {}

/** A version of a kind, as a CustomResourceDefinition holds it. */
export interface VersionDefinition {
  /** Name of the version: `v1`. */
  readonly name: string;
  /** Whether the API server offers objects in this version. */
  readonly served: boolean;
  /** Whether objects are stored in this version; one of a kind's versions is. */
  readonly storage: boolean;
  /** Whether the API server warns clients that use the version. */
  readonly deprecated?: true;
  /** What it warns them of. */
  readonly deprecationWarning?: string;
  /** The structural schema that the API server checks objects by. */
  readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
  /** The status as a resource of its own, so that whoever may write the spec need not be able to write the status. */
  readonly subresources: {
    readonly status: Readonly<Record<string, never>>;
    readonly scale?: ScaleDefinition;
  };
  /** The fields that clients can select by. */
  readonly selectableFields?: readonly { readonly jsonPath: string }[];
  /** The columns that `kubectl get` prints beside the name. */
  readonly additionalPrinterColumns: readonly ColumnDefinition[];
}

/** One version of a kind. */
export class KindVersion<Spec extends z.ZodObject = z.ZodObject, Status extends z.ZodObject = z.ZodObject> {
  /** Name of the version. */
  readonly name: string;
  /** Whether the API server offers objects in this version. */
  readonly served: boolean;
  /** What the API server warns clients of that use the version; `undefined` when it is not deprecated. */
  readonly deprecated?: string;
  /** Schema of the spec. */
  readonly spec: Spec;
  /** Schema of the status, without the fields that every kind has. */
  readonly status: Status;

  private made?: CompiledVersion;

  /**
   * @param origin the kind and the prop that declare it, as messages name them
   * @throws PlatformError without a path, for a name or a warning that is none
   */
  constructor(
    private readonly origin: string,
    private readonly props: KindVersionProps & { readonly spec: Spec; readonly status?: Status },
  ) {
    const { version, served = true, deprecated } = props;
    this.name = inProp(`${origin}.version`, () => checkVersion(version));
    this.served = served;
    this.deprecated =
      deprecated === undefined ? undefined : inProp(`${origin}.deprecated`, () => checkWarning(deprecated));
    this.spec = props.spec;
    this.status = props.status ?? (z.strictObject({}) as z.ZodObject as Status);
  }

  /** Structural schema of whole objects: name, spec and status. */
  get schema(): OpenApiSchema {
    return this.compiled().schema;
  }

  /** Structural schema of the spec. */
  get specSchema(): OpenApiSchema {
    return this.compiled().specSchema;
  }

  /** Structural schema of names; `undefined` when the kind restricts them no further than Kubernetes. */
  get nameSchema(): OpenApiSchema | undefined {
    return this.compiled().nameSchema;
  }

  /** The CEL rules of whole objects. */
  get rules(): SchemaRules {
    return this.compiled().rules;
  }

  /** The columns, those of every kind last. */
  get columns(): readonly ColumnDefinition[] {
    return this.compiled().columns;
  }

  /**
   * Compiles and checks its schemas, once. Whatever reads them does so as well.
   * @throws PlatformError without a path, when a schema is not structural, a CEL rule would be refused, a column shows no
   * field, or a path for scale or selection leads to no field that can have it
   */
  compile(): void {
    this.compiled();
  }

  /**
   * Parses a spec, defaults filled in.
   * @param old the spec that it replaces, as it is stored; without one, rules that compare with it are not run
   * @throws PlatformError without a path, with every wrong field, the value given and what is allowed
   */
  parseSpec(spec: unknown, old?: z.output<Spec>): z.output<Spec> {
    const parsed = parseBySchema(this.spec, this.specSchema, spec);
    const problems = this.rules.property('spec')?.problems(parsed, old) ?? [];
    if (problems.length > 0) throw joinProblems(problems);
    return parsed;
  }

  /**
   * The version as a CustomResourceDefinition holds it.
   * @param storage whether objects are stored in this version
   * @param cluster the cluster that it is for; without one, of the newest version of Kubernetes
   */
  render(storage: boolean, cluster?: Cluster): VersionDefinition {
    const { schema, scale, selectableFields, columns } = this.compiled();
    const selectable = selectableFields.length > 0 && (cluster?.atLeast(SELECTABLE_FIELDS) ?? true);
    return {
      name: this.name,
      served: this.served,
      storage,
      ...(this.deprecated && { deprecated: true, deprecationWarning: this.deprecated }),
      schema: { openAPIV3Schema: schema },
      subresources: { status: {}, ...(scale && { scale }) },
      ...(selectable && { selectableFields: selectableFields.map((jsonPath) => ({ jsonPath })) }),
      additionalPrinterColumns: columns,
    };
  }

  private compiled(): CompiledVersion {
    this.made ??= inProp(this.origin, () => new CompiledVersion({ ...this.props, status: this.status }));
    return this.made;
  }
}

/** Source: https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/#CustomResourceDefinitionSpec */
function checkWarning(warning: string): string {
  // What Go takes for printable, as the warning is a header of an HTTP answer.
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(warning) && Buffer.byteLength(warning) <= 256) return warning;
  throw new PlatformError({
    problem: 'is not a warning that the API server can send',
    given: warning,
    allowed: '1 to 256 bytes of printable text, without line breaks',
  });
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
