import type { z } from 'zod';
import type { ApiResource } from '../core/api-resources';
import type { Cluster } from '../core/cluster';
import { inProp, PlatformError } from '../core/errors';
import { markClass } from '../core/mark';
import { checkName } from '../core/names';
import { type ConversionDefinition, NO_CONVERSION } from './conversion';
import type { KindExample } from './example';
import { type CustomResourceNames, namesOf } from './kind-names';
import {
  KindVersion,
  type OtherVersionProps,
  type VersionDefinition,
  type VersionProps,
} from './kind-version';
import type { StandardStatus } from './standard-status';
import { type UserRoles, type UserVerbs, userVerbsOf } from './user-roles';
import { parseBySchema } from './validation/parse';

/** Props of {@link Kind}. */
export interface KindProps<Spec extends z.ZodObject, Status extends z.ZodObject>
  extends VersionProps<Spec, Status> {
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
   * Version that objects are stored in, and that its construct class emits.
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
  /**
   * Versions beside that one. A CustomResourceDefinition of several says how objects are converted, unless the
   * versions accept each other's objects without loss.
   * @default - none
   */
  readonly otherVersions?: readonly OtherVersionProps[];
  /**
   * Whether the loss of an object is the loss of data: GitOps tools then never prune its objects.
   * @default false
   */
  readonly holdsData?: boolean;
  /**
   * Who may change its objects, where not by the rule; `false` for a kind that is not for users at all.
   * @default - editors create, change and delete; what holds data, admins alone delete
   */
  readonly userRoles?: UserRoles | false;
  /**
   * Objects of it, for its reference documentation; {@link kindReference} checks them.
   * @default - none
   */
  readonly examples?: readonly KindExample<Spec>[];
  /**
   * Whether its schemas are compiled and checked when they are first needed, not at once: for a library of kinds, of
   * which an app imports more than it uses. Tests of the library are then to {@link Kind.compile} each of them.
   * @default false
   */
  readonly compiledOnFirstUse?: boolean;
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
    readonly conversion: ConversionDefinition;
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
  /** What users may do with its objects, by role. */
  readonly userVerbs: UserVerbs;
  /** Objects of it, for its reference documentation. */
  readonly examples: readonly KindExample<Spec>[];
  /** Its versions; the first is the one that is stored, and emitted unless another is asked for. */
  readonly versions: readonly [KindVersion<Spec, Status>, ...KindVersion[]];

  private readonly names: CustomResourceNames;
  private readonly name?: z.ZodString;

  /**
   * @throws PlatformError for invalid names, a blank description, roles that let editors delete what holds data and, unless it
   * is compiled on first use, for what {@link compile} does
   */
  constructor(props: KindProps<Spec, Status>) {
    const { version = 'v1', description, name, otherVersions = [] } = props;
    const origin = `Kind ${props.kind}`;
    this.names = inProp(origin, () => namesOf(props));
    const stored = new KindVersion(origin, { ...props, version });
    const others = otherVersions.map(
      (other) => new KindVersion(`${origin}.otherVersions.${other.version}`, { ...other, description, name }),
    );
    this.versions = inProp(origin, () => eachOnce([stored, ...others]));
    if (!props.compiledOnFirstUse) this.compile();
    this.resource = {
      group: props.group,
      version,
      kind: props.kind,
      plural: props.plural,
      namespaced: props.namespaced ?? true,
      names: 'dns-subdomain',
    };
    this.description = inProp(`${origin}.description`, () => checkDescription(description));
    this.name = name;
    this.spec = this.versions[0].spec;
    this.status = this.versions[0].status;
    this.holdsData = props.holdsData ?? false;
    this.userVerbs = inProp(`${origin}.userRoles`, () => userVerbsOf(props.userRoles ?? {}, this.holdsData));
    this.examples = props.examples ?? [];
  }

  /** Name of its CustomResourceDefinition: `postgresqls.database.example.com`. */
  get crdName(): string {
    return `${this.resource.plural}.${this.resource.group}`;
  }

  /**
   * Compiles and checks the schemas of all its versions, once. Whatever needs them does so as well.
   * @throws PlatformError without a path, for a schema that is not structural, a CEL rule that the API server would refuse, a
   * column that shows no field, and a path for scale or selection that leads to no field
   */
  compile(): void {
    for (const version of this.versions) version.compile();
  }

  /**
   * Parses a spec of the stored version, defaults filled in.
   * @throws PlatformError without a path, with every wrong field, the value given and what is allowed
   */
  parseSpec(spec: unknown): z.output<Spec> {
    return this.versions[0].parseSpec(spec);
  }

  /**
   * A version in which objects can be written.
   * @throws PlatformError without a path, when there is none of the name, or it is no longer served
   */
  served(name: string): KindVersion {
    const found = this.versions.find((version) => version.name === name);
    if (found?.served) return found;
    throw new PlatformError({
      problem: found ? 'is no longer served' : `is not a version of ${this.resource.kind}`,
      given: name,
      allowed: this.versions.flatMap((version) => (version.served ? version.name : [])).join(', '),
    });
  }

  /**
   * Returns a name that an object of the kind may have.
   * @throws PlatformError without a path, for any other
   */
  parseName(name: string): string {
    checkName(this.resource.names, name);
    const nameSchema = this.name && this.versions[0].nameSchema;
    return this.name && nameSchema ? parseBySchema(this.name, nameSchema, name) : name;
  }

  /**
   * Its CustomResourceDefinition as plain JSON, with the defaults written out that the API server would add:
   * GitOps tools would otherwise show them as a difference.
   */
  manifest({ cluster, conversion = NO_CONVERSION }: ManifestOptions = {}): CustomResourceDefinitionManifest {
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: this.crdName },
      spec: {
        group: this.resource.group,
        scope: this.resource.namespaced ? 'Namespaced' : 'Cluster',
        names: this.names,
        conversion,
        versions: this.versions.map((version, index) => version.render(index === 0, cluster)),
      },
    };
  }
}

/** What the definition of a kind depends on beside the kind. */
export interface ManifestOptions {
  /**
   * The cluster that it is for: what it does not know is left out.
   * @default - a cluster of the newest version of Kubernetes
   */
  readonly cluster?: Cluster;
  /**
   * How objects are converted between versions.
   * @default - by changing the version that they state and nothing else
   */
  readonly conversion?: ConversionDefinition;
}

function eachOnce<T extends readonly KindVersion[]>(versions: T): T {
  const names = versions.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return versions;
  throw new PlatformError({ problem: 'has a version twice', given: twice }, { prop: 'otherVersions' });
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

function checkDescription(description: string): string {
  if (typeof description === 'string' && description.trim() !== '') return description;
  throw new PlatformError({
    problem: 'says nothing',
    given: description,
    allowed: 'a sentence, which `kubectl explain` prints',
  });
}
