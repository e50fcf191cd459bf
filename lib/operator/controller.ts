import { type ApiResource, type BuiltinKind, builtinKind } from '../core/api-resources';
import { builtin } from '../core/kube-object';
import { type KindLike, kindOf } from '../kind/kind';

/**
 * A kind: a built-in one by group and kind (`apps/StatefulSet`, `v1/Service`), one of your own, or one that somebody else
 * defines (`CERTIFICATE`).
 */
export type KindRef = BuiltinKind | KindLike | ApiResource;

/** An object in the operator's own namespace. */
export type OwnObject = { readonly secret: string } | { readonly configMap: string };

/** What one controller of an operator does, in the words of controller-runtime. */
export interface Controller {
  /** The kind that it reconciles: it reads the objects and reports in their status. */
  readonly for: KindRef;
  /**
   * Kinds whose objects it creates and keeps up to date by server-side apply, with an owner reference, so that
   * the garbage collector deletes them.
   * @default - none
   */
  readonly owns?: readonly KindRef[];
  /**
   * Kinds whose objects it creates and then leaves to others, without an owner reference: they stay when what they
   * were created for goes, as a database does that was restored.
   * @default - none
   */
  readonly creates?: readonly KindRef[];
  /**
   * Kinds whose objects it watches but never changes.
   * @default - none
   */
  readonly watches?: readonly KindRef[];
  /**
   * Objects of the operator's own namespace that it reads by name.
   * @default - none
   */
  readonly reads?: readonly OwnObject[];
  /**
   * Whether it holds back the deletion of what it reconciles until it has cleaned up.
   * @default false
   */
  readonly finalizer?: boolean;
}

/** The traits of a kind. */
export function resourceOf(kind: KindRef): ApiResource {
  if (typeof kind === 'string') return builtin(kind);
  return 'plural' in kind ? kind : kindOf(kind).resource;
}

/** Whether a kind is one that a CustomResourceDefinition adds. */
export function isCustom(kind: KindRef): kind is KindLike | ApiResource {
  if (typeof kind === 'string') return false;
  const { group, kind: name } = resourceOf(kind);
  return builtinKind(group, name) === undefined;
}
