import { Construct } from 'constructs';
import type { z } from 'zod';
import { addCheck } from '../core/check';
import { at, fail } from '../core/errors';
import { KubeObject } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { namespaceOf } from '../core/namespace-scope';
import { Wave } from '../core/wave';
import { danglingCheck } from './dangling-reference';
import type { DeepReadonly } from './deep-readonly';
import type { Kind } from './kind';
import type { KindVersion } from './kind-version';
import { type ObjectReference, resolveReferences } from './object-reference';
import { knowKind } from './validation/known-definitions';

/** Metadata of a custom resource. */
export interface CustomResourceMetadata {
  /**
   * Name of the object.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Namespace of the object; none for cluster-scoped kinds.
   * @default - the namespace that the scope is in
   */
  readonly namespace?: string;
  /**
   * Labels of the object.
   * @default - `app.kubernetes.io/managed-by` only
   */
  readonly labels?: StringMap;
  /**
   * Annotations of the object, beside those for GitOps.
   * @default - none
   */
  readonly annotations?: StringMap;
}

/** Props of a custom resource: the fields of its spec, and its metadata. */
export type CustomResourceProps<Spec extends z.ZodObject> = DeepReadonly<z.input<Spec>> & {
  /**
   * Metadata of the object.
   * @default - named after the construct's id, in the namespace that the scope is in
   */
  readonly metadata?: CustomResourceMetadata;
};

/**
 * An object of a kind, its spec checked at synth by the schema that the API server checks it by. Defaults are
 * written out, so that what is stored is what was rendered.
 *
 * The construct class of a kind extends it and names the kind in a static `kind`, by which operators know it.
 */
export class CustomResource<Spec extends z.ZodObject = z.ZodObject> extends Construct {
  /** Its kind. */
  readonly kind: Kind;
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object, empty for a cluster-scoped kind. */
  readonly namespace: string;
  /** Its spec, defaults filled in. */
  readonly spec: z.output<Spec>;
  /** The object. */
  readonly object: KubeObject;

  /**
   * @param version name of the version that it is written in, whose spec the props are: by default the stored one
   * @throws PlatformError with every field that is wrong, the value given and what is allowed; for a version that the
   * kind does not have or serve
   */
  constructor(scope: Construct, id: string, kind: Kind<Spec>, props: CustomResourceProps<Spec>);
  constructor(scope: Construct, id: string, kind: Kind, props: CustomResourceProps<Spec>, version: string);
  constructor(
    scope: Construct,
    id: string,
    kind: Kind,
    props: CustomResourceProps<Spec>,
    version = kind.resource.version,
  ) {
    super(scope, id);
    // What is read from a file, say, can be nothing, whatever its type says.
    const { metadata = {}, ...spec }: CustomResourceProps<Spec> = props ?? {};
    this.kind = kind;
    at(this, undefined, () => kind.compile());
    knowKind(this, kind);
    this.name = at(this, 'metadata.name', () => kind.parseName(metadata.name ?? id));
    this.namespace = this.parseNamespace(metadata.namespace);
    const written = at(this, 'version', () => kind.served(version)) as KindVersion<Spec>;
    const resolved = resolveReferences(this, this.namespace, written.specSchema, spec);
    this.spec = at(this, undefined, () => written.parseSpec(resolved.spec));
    if (resolved.references.length > 0)
      addCheck(this, danglingCheck(this, this.namespace, resolved.references));
    this.object = new KubeObject(
      this,
      'Resource',
      { ...kind.resource, version },
      { ...metadata, name: this.name },
      { spec: this.spec },
      { custom: true, wave: Wave.CUSTOM_RESOURCES, protect: kind.holdsData },
    );
  }

  /** How others refer to it: as a value, or as what is written out in the place of the construct. */
  get reference(): ObjectReference {
    const { kind } = this.kind.resource;
    const { apiVersion } = this.object;
    return { apiVersion, kind, ...(this.namespace && { namespace: this.namespace }), name: this.name };
  }

  private parseNamespace(namespace?: string): string {
    const { resource } = this.kind;
    if (resource.namespaced) return namespaceOf(this, namespace);
    if (namespace === undefined) return '';
    return fail(this, 'metadata.namespace', {
      problem: `is set, but ${resource.kind} is cluster-scoped`,
      given: namespace,
      allowed: 'no namespace',
    });
  }
}
