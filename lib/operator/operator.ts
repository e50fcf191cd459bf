import { Construct } from 'constructs';
import { at, fail } from '../core/errors';
import { appLabels, selectorLabels } from '../core/labels';
import { checkName } from '../core/names';
import { Namespace } from '../core/namespace';
import { enclosingNamespace, namespaceOf } from '../core/namespace-scope';
import { kindOf } from '../kind/kind';
import { knowKind } from '../kind/validation/known-definitions';
import type { Allowance } from '../network/allowance';
import type { ConnectionTarget } from '../network/connectable';
import { NetworkPolicy } from '../network/network-policy';
import type { Peer } from '../network/peer';
import { type Controller, resourceOf } from './controller';
import { metricsEndpoint } from './monitoring/metrics-endpoint';
import { OperatorMonitoring } from './monitoring/operator-monitoring';
import type { OperatorMonitoringProps } from './monitoring/props';
import { METRICS_PORT, OperatorWorkload, type OperatorWorkloadOptions } from './operator-workload';
import { derivePermissions, type Permissions } from './rbac';
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
  /** Where it does its work, and so where it has those permissions. */
  readonly scope: OperatorScope;
  /**
   * Name of the lease by which its replicas elect a leader, as the operator's code states it
   * (`LeaderElectionID` in controller-runtime).
   * @default - the name of the operator
   */
  readonly leaseName?: string;
  /**
   * How it is watched: monitor, alerts and dashboard; `false` for not at all.
   * @default - as by `{}` where the Cluster states its monitoring and has the Prometheus Operator; not at all
   * elsewhere
   */
  readonly monitoring?: OperatorMonitoringProps | false;
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
    if (props.controllers.length === 0) {
      fail(this, 'controllers', { problem: 'is empty', given: [], allowed: 'at least one controller' });
    }
    this.refuseSharedKinds(props.controllers);
    for (const controller of props.controllers) {
      this.refuseTooWide(controller, props.scope);
      if (typeof controller.for !== 'string') knowKind(this, kindOf(controller.for));
    }
    const leaseName = at(this, 'leaseName', () => checkName('dns-subdomain', props.leaseName ?? this.name));
    this.permissions = derivePermissions(props.controllers, leaseName);
    const home = this.home();
    const labels = appLabels({ name: this.name, component: 'operator' });
    const { monitoring } = props;
    const endpoint = metricsEndpoint(this, {
      home,
      name: this.name,
      namespace: namespaceOf(home),
      labels,
      monitoring,
    });
    this.workload = new OperatorWorkload(home, 'Workload', {
      ...props,
      additions: endpoint ? [endpoint] : [],
      permissions: this.permissions,
      settings: at(this, undefined, () => parseSettings(props)),
      name: this.name,
    });
    this.namespace = this.workload.namespace;
    this.peer = this.workload.peer;
    if (endpoint) {
      new OperatorMonitoring(home, 'Monitoring', {
        ...(monitoring || undefined),
        name: this.name,
        namespace: this.namespace,
        labels,
        selector: selectorLabels({ name: this.name, component: 'operator' }),
        port: METRICS_PORT,
        leaseName,
        endpoint,
        webhooks: [],
      });
    }
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

  /** Two controllers of one kind would undo each other's status and fight over the objects that they own. */
  private refuseSharedKinds(controllers: readonly Controller[]): void {
    const seen = new Set<string>();
    for (const controller of controllers) {
      const { group, kind } = resourceOf(controller.for);
      const key = `${group}/${kind}`;
      if (seen.has(key)) {
        fail(this, 'controllers', {
          problem: 'has two controllers for one kind',
          given: key,
          fix: 'join what they own, watch and read in one',
        });
      }
      seen.add(key);
    }
  }

  private refuseTooWide({ for: target, owns = [], watches = [] }: Controller, scope: OperatorScope): void {
    const owner = resourceOf(target);
    for (const owned of owns.map(resourceOf)) {
      if (owner.namespaced && !owned.namespaced) {
        fail(this, 'controllers', {
          problem: `has a ${owner.kind} own a ${owned.kind}, which the garbage collector deletes at once: an owner in a namespace cannot own what has none`,
          given: `${owned.group}/${owned.kind}`,
          allowed: 'namespaced kinds',
          fix: 'create it by `creates`, and delete it by a finalizer',
        });
      }
    }
    const secrets = [...owns, ...watches]
      .map(resourceOf)
      .find(({ group, kind }) => group === '' && kind === 'Secret');
    if (secrets && !scope.names) {
      fail(this, 'controllers', {
        problem: 'would read every Secret of the cluster',
        given: 'v1/Secret',
        fix: 'limit the operator by `scope: OperatorScope.namespaces(…)`, or read single Secrets by name with `reads`',
      });
    }
  }
}
