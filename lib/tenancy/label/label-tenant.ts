import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { builtinKind, splitApiVersion } from '../../core/api-resources';
import { at } from '../../core/errors';
import { KubeObject, lazy } from '../../core/kube-object';
import { checkName } from '../../core/names';
import type { Namespace } from '../../core/namespace';
import { nonEmpty } from '../../core/non-empty';
import { setScopeLabels } from '../../core/scope-labels';
import { Allowance } from '../../network/allowance';
import { NetworkPolicy } from '../../network/network-policy';
import { Peer } from '../../network/peer';
import { emitBoundRole } from '../bound-role';
import { LOCKED, TENANT_LABEL } from '../labels';
import { type Members, type Membership, membersByRole } from '../roles';
import type { Subject } from '../subject';
import { type NamedObject, namedRules } from './named-roles';

/** What one of several tenants has in a namespace that they share. A scope: everything in it has the tenant's label. */
export class LabelTenant extends Construct {
  /** Name of the tenant. */
  readonly name: string;

  constructor(scope: Namespace, id: string, members: Members) {
    super(scope, id);
    this.name = at(this, 'name', () => checkName('dns-label', id));
    const label = { [TENANT_LABEL]: this.name };
    setScopeLabels(this, label);
    const own = [Allowance.allPorts(Peer.pods(scope.name, label))];
    new NetworkPolicy(this, 'AllowTenant', {
      name: `allow-tenant-${this.name}`,
      labels: LOCKED,
      pods: label,
      ingress: own,
      egress: own,
    });
    const byRole = at(this, undefined, () => membersByRole(members));
    for (const [membership, subjects] of Object.entries(byRole) as [Membership, readonly Subject[]][])
      if (subjects.length > 0) this.emitRole(membership, subjects);
  }

  private emitRole(membership: Membership, subjects: readonly Subject[]): void {
    emitBoundRole(this, {
      key: membership,
      name: `tenant-${this.name}-${membership}`,
      labels: LOCKED,
      rules: lazy(() => nonEmpty(namedRules(membership, this.objects()))),
      subjects: subjects.map(({ spec }) => spec),
    });
  }

  /** What is declared for the tenant so far. */
  private objects(): readonly NamedObject[] {
    return this.node.findAll().flatMap((construct) => {
      if (!(construct instanceof ApiObject)) return [];
      const { group } = splitApiVersion(construct.apiVersion);
      const resource = KubeObject.isKubeObject(construct)
        ? construct.resource
        : builtinKind(group, construct.kind);
      return resource ? [{ resource, name: construct.name, replicas: replicasOf(construct) }] : [];
    });
  }
}

function replicasOf(object: ApiObject): number {
  if (object.kind !== 'StatefulSet') return 0;
  const { replicas } = (object.toJson() as { spec?: { replicas?: unknown } }).spec ?? {};
  return typeof replicas === 'number' ? replicas : 1;
}
