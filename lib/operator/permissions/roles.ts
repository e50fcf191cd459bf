import type { Construct } from 'constructs';
import { emit } from '../../core/kube-object';
import { LOCKED_LABEL, type StringMap } from '../../core/labels';
import { renderRules } from '../../core/policy-rules';
import { RBAC_GROUP } from '../../core/rbac-terms';
import { REASONS } from '../../core/reason';
import { clusterScopedName } from '../cluster-scoped-name';
import type { OperatorScope } from '../scope';
import { reasonLines } from './explain';
import type { Permission, Permissions } from './permission';

/** Whose roles they are. */
export interface RolesProps {
  /** Name of the operator and of its account. */
  readonly name: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Labels of every object. */
  readonly labels: StringMap;
  /** What it may do. */
  readonly permissions: Permissions;
  /** Where it does its work. */
  readonly scope: OperatorScope;
}

/**
 * Emits the roles of an operator and binds them: a Role in its own namespace, two ClusterRoles for what it does wherever
 * its scope is, bound there and nowhere else, and one for the cluster. None of them is empty, and each carries the reasons
 * of its rules.
 */
export function emitRoles(scope: Construct, props: RolesProps): void {
  const { permissions } = props;
  const roles = new Roles(scope, props);
  roles.inOwnNamespace(permissions.ownNamespace);
  roles.inScope('resources', permissions.resources);
  roles.inScope('operands', permissions.operands);
  roles.inCluster('cluster', permissions.cluster);
}

class Roles {
  constructor(
    private readonly construct: Construct,
    private readonly props: RolesProps,
  ) {}

  inOwnNamespace(permissions: readonly Permission[]): void {
    if (permissions.length === 0) return;
    const { name } = this.props;
    this.role('Role', name, permissions);
    this.bind('RoleBinding', { kind: 'Role', name });
  }

  inScope(part: string, permissions: readonly Permission[]): void {
    const namespaces = this.props.scope.names;
    if (namespaces === undefined) this.inCluster(part, permissions);
    else if (permissions.length > 0) {
      const role = this.clusterRole(part, permissions);
      for (const namespace of namespaces) this.bind('RoleBinding', role, namespace);
    }
  }

  inCluster(part: string, permissions: readonly Permission[]): void {
    if (permissions.length === 0) return;
    this.bind('ClusterRoleBinding', this.clusterRole(part, permissions));
  }

  private clusterRole(part: string, permissions: readonly Permission[]): RoleRef {
    const name = clusterScopedName(this.props.name, this.props.namespace, part);
    this.role('ClusterRole', name, permissions);
    return { kind: 'ClusterRole', name };
  }

  private role(kind: RoleRef['kind'], name: string, permissions: readonly Permission[]): void {
    emit(
      this.construct,
      `${kind}-${name}`,
      `${RBAC_GROUP}/${kind}`,
      { name, labels: this.props.labels, annotations: { [REASONS]: reasonLines(permissions) } },
      { rules: renderRules(permissions) },
    );
  }

  private bind(kind: 'RoleBinding' | 'ClusterRoleBinding', role: RoleRef, namespace?: string): void {
    const { name, namespace: home, labels } = this.props;
    // In the namespace of a tenant, it is not the tenant's to delete.
    const own = namespace === undefined ? labels : { ...labels, [LOCKED_LABEL]: 'true' };
    emit(
      this.construct,
      [kind, role.name, namespace].filter(Boolean).join('-'),
      `${RBAC_GROUP}/${kind}`,
      { name: role.name, namespace, labels: own },
      {
        roleRef: { apiGroup: RBAC_GROUP, ...role },
        subjects: [{ kind: 'ServiceAccount', name, namespace: home }],
      },
      { elsewhere: namespace !== undefined },
    );
  }
}

interface RoleRef {
  readonly kind: 'Role' | 'ClusterRole';
  readonly name: string;
}
