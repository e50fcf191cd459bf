import type { Construct } from 'constructs';
import { emit } from '../../core/kube-object';
import type { StringMap } from '../../core/labels';
import { renderRules } from '../../core/policy-rules';
import { RBAC_GROUP } from '../../core/rbac-terms';
import { REASONS } from '../../core/reason';
import { emitBoundRole } from '../bound-role';
import { grantsInCluster, grantsInNamespace, type HostRead, type SyncToHost } from './sync';

/** Whose rights they are, and what it syncs. */
export interface PermissionFacts {
  /** Name of the virtual cluster. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Labels of the objects. */
  readonly labels: StringMap;
  /** ServiceAccount of its control plane. */
  readonly serviceAccount: string;
  /** How many pods the control plane has. */
  readonly replicas: number;
  /** What it syncs to the host beside the usual. */
  readonly toHost: readonly SyncToHost[];
  /** What it syncs from the host. */
  readonly fromHost: readonly HostRead[];
}

/** The rights of a control plane on the host: a Role in its namespace, and a ClusterRole where it reads of the whole cluster. */
export function emitPermissions(scope: Construct, facts: PermissionFacts): void {
  const { namespace, labels, serviceAccount, replicas, toHost, fromHost } = facts;
  const subjects = [{ kind: 'ServiceAccount', name: serviceAccount, namespace }];
  emitBoundRole(scope, {
    name: serviceAccount,
    labels,
    rules: renderRules(grantsInNamespace(toHost, replicas)),
    subjects,
  });
  if (fromHost.length === 0) return;
  // Neither part has a dot, so that no two virtual clusters meet in one name.
  const name = `${serviceAccount}.${namespace}`;
  const reasons = fromHost.map(({ resource, reason }) => `${resource}: ${reason.trim()}`).join('\n');
  emit(
    scope,
    'ClusterRole',
    `${RBAC_GROUP}/ClusterRole`,
    { name, labels, annotations: { [REASONS]: reasons } },
    { rules: renderRules(grantsInCluster(fromHost)) },
  );
  emit(
    scope,
    'ClusterRoleBinding',
    `${RBAC_GROUP}/ClusterRoleBinding`,
    { name, labels },
    { roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name }, subjects },
  );
}
