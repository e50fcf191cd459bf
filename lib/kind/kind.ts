import { z } from 'zod';
import type { ApiResource } from '../core/api-resources';
import { inProp } from '../core/errors';
import { markClass } from '../core/mark';
import { checkName } from '../core/names';
import { type CustomResourceNames, namesOf } from './kind-names';
import { KindVersion, type VersionDefinition } from './kind-version';
import type { PrinterColumn } from './printer-column';
import type { StandardStatus } from './standard-status';
import { parseBySchema } from './validation/parse';

/** Props of {@link Kind}. */
export interface KindProps<Spec extends z.ZodObject, Status extends z.ZodObject> {
  /** API group, a domain of one's own: `database.example.com`. */
  readonly group: string;
  /** Kind, as in `PostgreSQL`. */
  readonly kind: string;
  /** Plural resource name, as RBAC and URLs use it: `postgresqls`. */
  readonly plural: string;
  /**
   * Name of one, as `kubectl` takes it.
   * @default - the kind in lower case
   */
  readonly singular?: string;
  /**
   * Short names that `kubectl` takes: `pg`.
   * @default - none
   */
  readonly shortNames?: readonly string[];
  /**
   * Groups of kinds that `kubectl get` lists together.
   * @default - none
   */
  readonly categories?: readonly string[];
  /**
   * Whether its objects live in a namespace.
   * @default true
   */
  readonly namespaced?: boolean;
  /**
   * Version.
   * @default 'v1'
   */
  readonly version?: string;
  /** What the kind is, as `kubectl explain` prints it. */
  readonly description: string;
  /**
   * What names its objects may have, beside the rule of Kubernetes: a z.string() with a length or pattern.
   * @default - any DNS subdomain
   */
  readonly name?: z.ZodString;
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
   * Whether the loss of an object is the loss of data: GitOps tools then never prune its objects.
   * @default false
   */
  readonly holdsData?: boolean;
}

/** A CustomResourceDefinition as plain JSON. */
export interface CustomResourceDefinitionManifest {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: 'Namespaced' | 'Cluster';
    readonly names: CustomResourceNames;
    readonly conversion: { readonly strategy: 'None' };
    readonly versions: VersionDefinition[];
  };
}

/**
 * A kind of the API that a CustomResourceDefinition adds, declared once. From its zod schemas come the types of
 * its objects, the check of their specs at synth, and the structural schema that the API server checks them by.
 */
export class Kind<Spec extends z.ZodObject = z.ZodObject, Status extends z.ZodObject = z.ZodObject> {
  static {
    markClass(Kind, 'Kind');
  }

  /** Where it is served and how its objects are named, as for the built-in kinds. */
  readonly resource: ApiResource;
  /** What it is. */
  readonly description: string;
  /** Schema of the spec. */
  readonly spec: Spec;
  /** Schema of the status, without the fields that every kind has. */
  readonly status: Status;
  /** Whether the loss of an object is the loss of data. */
  readonly holdsData: boolean;
  /** Its versions; the first is the one that is emitted and stored. */
  readonly versions: readonly [KindVersion, ...KindVersion[]];

  private readonly names: CustomResourceNames;
  private readonly name?: z.ZodString;

  /** @throws PlatformError for invalid names, a schema that is not structural, a column that shows no field */
  constructor(props: KindProps<Spec, Status>) {
    const { version = 'v1', description, name, spec, printerColumns = [] } = props;
    const status = props.status ?? (z.strictObject({}) as z.ZodObject as Status);
    this.names = inProp(`Kind ${props.kind}`, () => namesOf(props));
    this.versions = inProp(`Kind ${props.kind}`, () => [
      new KindVersion({ version, description, name, spec, status, printerColumns }),
    ]);
    this.resource = {
      group: props.group,
      version,
      kind: props.kind,
      plural: props.plural,
      namespaced: props.namespaced ?? true,
      names: 'dns-subdomain',
    };
    this.description = description;
    this.name = name;
    this.spec = spec;
    this.status = status;
    this.holdsData = props.holdsData ?? false;
  }

  /** Name of its CustomResourceDefinition: `postgresqls.database.example.com`. */
  get crdName(): string {
    return `${this.resource.plural}.${this.resource.group}`;
  }

  /**
   * Parses a spec, defaults filled in.
   * @throws PlatformError without a path, with every wrong field, the value given and what is allowed
   */
  parseSpec(spec: unknown): z.output<Spec> {
    const parsed = parseBySchema(this.spec, this.versions[0].specSchema, spec);
    this.versions[0].checkRules(parsed);
    return parsed;
  }

  /**
   * Returns a name that an object of the kind may have.
   * @throws PlatformError without a path, for any other
   */
  parseName(name: string): string {
    const { nameSchema } = this.versions[0];
    checkName(this.resource.names, name);
    return this.name && nameSchema ? parseBySchema(this.name, nameSchema, name) : name;
  }

  /**
   * Its CustomResourceDefinition as plain JSON, with the defaults written out that the API server would add:
   * GitOps tools would otherwise show them as a difference.
   */
  manifest(): CustomResourceDefinitionManifest {
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: this.crdName },
      spec: {
        group: this.resource.group,
        scope: this.resource.namespaced ? 'Namespaced' : 'Cluster',
        names: this.names,
        conversion: { strategy: 'None' },
        versions: this.versions.map((version, index) => version.render(index === 0)),
      },
    };
  }
}

/** A kind, or the construct class of its objects. */
export type KindLike = Kind | { readonly kind: Kind };

/** The kind that a kind or the construct class of its objects stands for. */
export function kindOf(kind: KindLike): Kind {
  return kind instanceof Kind ? kind : kind.kind;
}

/** The spec of a kind's objects, defaults filled in. */
export type SpecOf<K extends Kind> = z.output<K['spec']>;

/** The status of a kind's objects. */
export type StatusOf<K extends Kind> = z.output<K['status']> & StandardStatus;
