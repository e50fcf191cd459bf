import { type ApiResource, builtinKind, splitApiVersion } from './api-resources';
import { append } from './append';
import type { StringMap } from './labels';

/** Metadata of a manifest, as far as it matters here. */
export interface ManifestMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
}

/** A manifest as plain JSON. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

/** An object as it will be written, and the construct it came from. */
export class RenderedObject {
  /** API group, empty for the core group. */
  readonly group: string;

  constructor(
    /** Path of the construct. */
    readonly path: string,
    /** The manifest. */
    readonly manifest: Manifest,
    /** Whether the namespace around its construct tells that it lacks one. */
    readonly lacksPlace = false,
  ) {
    this.group = splitApiVersion(manifest.apiVersion).group;
  }

  /** Kind. */
  get kind(): string {
    return this.manifest.kind;
  }

  /** Name; empty when the manifest has none. */
  get name(): string {
    return this.manifest.metadata.name ?? '';
  }

  /** Namespace, if any. */
  get namespace(): string | undefined {
    return this.manifest.metadata.namespace;
  }

  /** The traits of its kind; `undefined` for a kind that is not built in. */
  get builtin(): ApiResource | undefined {
    return builtinKind(this.group, this.kind);
  }

  /** What no two objects of a cluster may share. The version is no part of it: all versions are one object. */
  get identity(): string {
    return `${this.group || 'v1'}/${this.kind} ${this.namespace ? `${this.namespace}/` : ''}${this.name}`;
  }
}

/** The objects of an app by what checks look them up by. */
export class ObjectIndex {
  private readonly namespaces = new Map<string, RenderedObject[]>();
  private readonly kinds = new Map<string, RenderedObject[]>();

  constructor(
    /** Every object of the app. */
    readonly all: readonly RenderedObject[],
  ) {
    for (const object of all) {
      if (object.namespace) append(this.namespaces, object.namespace, object);
      append(this.kinds, `${object.group}/${object.kind}`, object);
    }
  }

  /** The objects in a namespace. */
  inNamespace(namespace: string): readonly RenderedObject[] {
    return this.namespaces.get(namespace) ?? [];
  }

  /** The objects of a kind, whatever its version. */
  ofKind(group: string, kind: string): readonly RenderedObject[] {
    return this.kinds.get(`${group}/${kind}`) ?? [];
  }
}
