import type { ApiResource, BuiltinKind } from '../core/api-resources';
import { builtin } from '../core/kube-object';
import { type KindLike, kindOf } from './kind';

/**
 * A kind: a built-in one by group and kind (`apps/StatefulSet`, `v1/Service`), one of your own, or one that somebody else
 * defines (`CERTIFICATE`).
 */
export type KindRef = BuiltinKind | KindLike | ApiResource;

/** The traits of a kind, whoever defines it. */
export function resourceOfKind(kind: KindRef): ApiResource {
  if (typeof kind === 'string') return builtin(kind);
  return 'plural' in kind ? kind : kindOf(kind).resource;
}
