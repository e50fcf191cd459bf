import type { Grant } from '../../core/policy-rules';

/** A permission and why it is needed. */
export interface Permission extends Grant {
  /** Why the operator needs it, on one line. */
  readonly reason: string;
  /**
   * Whether somebody gave a reason, rather than that it was derived alone: a power that gives more than it says takes one.
   * @default false
   */
  readonly stated?: boolean;
}

/** What an operator may do, by where; each part is a role of its own. */
export interface Permissions {
  /** In its own namespace. */
  readonly ownNamespace: readonly Permission[];
  /** Wherever its scope is, on the kinds that its controllers reconcile. */
  readonly resources: readonly Permission[];
  /** Wherever its scope is, on everything else: what it keeps for these, and what it looks at. */
  readonly operands: readonly Permission[];
  /** In the whole cluster, whatever its scope: on what has no namespace, and what was asked for there. */
  readonly cluster: readonly Permission[];
}

/** A part of the permissions of an operator. */
export type Place = keyof Permissions;

/** The parts, in the order in which they are told. */
export const PLACES: readonly Place[] = ['ownNamespace', 'resources', 'operands', 'cluster'];

/** How a resource is written in texts: `apps/statefulsets`, `v1/secrets`. */
export function resourceName({ group, resource }: Pick<Grant, 'group' | 'resource'>): string {
  return `${group || 'v1'}/${resource}`;
}
