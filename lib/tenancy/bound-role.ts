import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { canonicalList } from '../core/canonical';
import { emit } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import type { Plain, PolicyRule } from '../core/plain';
import { RBAC_GROUP } from '../core/rbac-terms';

/** A Role, and who has it. */
export interface BoundRole {
  /** Name of the Role and of its binding. */
  readonly name: string;
  /** Labels of both. */
  readonly labels: StringMap;
  /** What it gives in its namespace; `undefined` for nothing. */
  readonly rules: readonly PolicyRule[] | undefined;
  /** Who it is given to. */
  readonly subjects: readonly Plain<k8s.Subject>[];
  /**
   * What tells it from other roles of the scope: part of the ids of the constructs.
   * @default - it is the only one
   */
  readonly key?: string;
}

/** Emits a Role and the RoleBinding that gives it. */
export function emitBoundRole(scope: Construct, { name, labels, rules, subjects, key }: BoundRole): void {
  const id = (kind: string): string => (key === undefined ? kind : `${kind}-${key}`);
  emit(scope, id('Role'), `${RBAC_GROUP}/Role`, { name, labels }, { rules });
  emit(
    scope,
    id('RoleBinding'),
    `${RBAC_GROUP}/RoleBinding`,
    { name, labels },
    {
      roleRef: { apiGroup: RBAC_GROUP, kind: 'Role', name },
      subjects: canonicalList(subjects),
    },
  );
}
