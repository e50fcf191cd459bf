import { Construct } from 'constructs';
import { at, pathOf } from '../core/errors';
import { checkName } from '../core/names';
import { Namespace } from '../core/namespace';
import { enclosingNamespace } from '../core/namespace-scope';
import { kindOf } from '../kind/kind';
import { knowKind } from '../kind/validation/known-definitions';
import type { Allowance } from '../network/allowance';
import type { ConnectionTarget } from '../network/connectable';
import { NetworkPolicy } from '../network/network-policy';
import type { Peer } from '../network/peer';
import { type Controller, checkControllers, kindRefOf, resourceOf } from './controller';
import { addInstall } from './install';
import { leaseFindings } from './lease-check';
import { OperatorWorkload, type OperatorWorkloadOptions } from './operator-workload';
import { overlapFindings } from './overlap-check';
import { derivePermissions } from './permissions/derive';
import type { ExtraPermission } from './permissions/extra-permission';
import type { Permissions } from './permissions/permission';
import { powerFindings } from './permissions/proof';
import { checkStated } from './permissions/stated';
import type { OperatorScope } from './scope';
import { parseSettings } from './settings';

/** Props of {@link Operator}. */
export interface OperatorProps extends OperatorWorkloadOptions {
  /**
   * Name of every object of the operator.
   * @default - the construct's id
   */
  readonly name?: string;
  /** What its controllers do; its permissions are derived from it. */
  readonly controllers: readonly Controller[];
  /**
   * What it needs that no controller says, such as to run commands in pods.
   * @default - nothing
   */
  readonly permissions?: readonly ExtraPermission[];
  /** Where it does its work, and so where it has those permissions. */
  readonly scope: OperatorScope;
  /**
   * Name of the lease by which its replicas elect a leader, as the operator's code states it
   * (`LeaderElectionID` in controller-runtime).
   * @default - the name of the operator
   */
  readonly leaseName?: string;
}

/**
 * The install of an operator: Deployment, ServiceAccount, the roles that its controllers need, metrics Service,
 * PodDisruptionBudget and NetworkPolicy. Its pods run under the `restricted` pod security standard, spread over
 * nodes and zones, and may connect to DNS, the API server and what {@link connectTo} names.
 *
 * Created outside of any namespace, it brings a Namespace of its own, named after it.
 */
export class Operator extends Construct {
  /** Name of every object of the operator. */
  readonly name: string;
  /** Namespace that the operator runs in. */
  readonly namespace: string;
  /** What the operator may do and why. */
  readonly permissions: Permissions;
  /** Its pods, as policies of others name them. */
  readonly peer: Peer;

  private readonly workload: OperatorWorkload;

  constructor(scope: Construct, id: string, props: OperatorProps) {
    super(scope, id);
    this.name = at(this, 'name', () => checkName('dns-label-1035', props.name ?? id));
    const controllers = at(this, 'controllers', () => checkControllers(props.controllers));
    for (const kind of controllers.map((controller) => kindRefOf(controller.for)))
      if (typeof kind !== 'string') knowKind(this, kindOf(kind));
    const leaseName = at(this, 'leaseName', () => checkName('dns-subdomain', props.leaseName ?? this.name));
    this.permissions = at(this, undefined, () =>
      checkStated(derivePermissions({ ...props, leaseName }), props.scope),
    );
    this.workload = new OperatorWorkload(this.home(), 'Workload', {
      ...props,
      permissions: this.permissions,
      settings: at(this, undefined, () => parseSettings(props)),
      name: this.name,
    });
    this.namespace = this.workload.namespace;
    this.peer = this.workload.peer;
    const kinds = controllers.map((controller) => resourceOf(controller.for));
    addInstall(
      this,
      {
        path: pathOf(this),
        name: this.name,
        namespace: this.namespace,
        leaseName,
        scope: props.scope,
        kinds,
        permissions: this.permissions,
      },
      [powerFindings, overlapFindings, leaseFindings],
    );
  }

  /** Opens the way to a target, such as a database that the operator runs, on both sides. */
  connectTo(target: ConnectionTarget): void {
    this.workload.connectTo(target);
  }

  /** Lets the operator's pods connect to others, such as addresses outside the cluster. */
  allowTo(...allowances: readonly Allowance[]): void {
    this.workload.allowTo(...allowances);
  }

  private home(): Construct {
    if (enclosingNamespace(this) !== undefined) return this;
    const namespace = new Namespace(this, 'Namespace', { name: this.name });
    new NetworkPolicy(namespace, 'DefaultDeny', { name: 'default-deny', pods: 'all' });
    return namespace;
  }
}
