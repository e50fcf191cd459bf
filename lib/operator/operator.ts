import { Construct } from 'constructs';
import { addCheck } from '../core/check';
import { at, pathOf } from '../core/errors';
import type { InstalledSoftware } from '../core/installed-software';
import { appLabels, selectorLabels } from '../core/labels';
import { checkName } from '../core/names';
import { Namespace } from '../core/namespace';
import { enclosingNamespace, namespaceOf } from '../core/namespace-scope';
import type { ConversionWebhook } from '../kind/conversion';
import { kindOf } from '../kind/kind';
import { knowKind } from '../kind/validation/known-definitions';
import type { Allowance } from '../network/allowance';
import type { ConnectionTarget } from '../network/connectable';
import { NetworkPolicy } from '../network/network-policy';
import type { Peer } from '../network/peer';
import { clusterScopedName } from './cluster-scoped-name';
import { joinOperators } from './composition/join';
import { OperatorGraph } from './composition/operator-graph';
import type { Requirement } from './composition/requirement';
import { softwareOf } from './composition/software';
import { type Controller, checkControllers, kindRefOf, resourceOf } from './controller';
import { METRICS_CERT_DIR } from './framework/cert-dirs';
import { CONTROLLER_RUNTIME } from './framework/controller-runtime';
import { addInstall } from './install';
import { leaseFindings } from './lease-check';
import { metricsEndpoint } from './monitoring/metrics-endpoint';
import { OperatorMonitoring } from './monitoring/operator-monitoring';
import type { OperatorMonitoringProps } from './monitoring/props';
import { type Operands, toOperands } from './operands';
import { METRICS_PORT, OperatorWorkload, type OperatorWorkloadOptions } from './operator-workload';
import { overlapFindings } from './overlap-check';
import { derivePermissions } from './permissions/derive';
import type { ExtraPermission } from './permissions/extra-permission';
import type { Permissions } from './permissions/permission';
import { powerFindings } from './permissions/proof';
import { checkStated } from './permissions/stated';
import type { OperatorScope } from './scope';
import { parseSettings } from './settings';
import { conversionCheck } from './webhooks/conversion-check';
import { conversionWebhookOf } from './webhooks/conversion-webhook';
import { webhookPermissions } from './webhooks/permissions';
import { certificatesOf, planWebhooks, type WebhookPlan, webhookNames } from './webhooks/plan';
import type { OperatorWebhooks } from './webhooks/props';

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
  /**
   * The webhooks that its program serves.
   * @default - none
   */
  readonly webhooks?: OperatorWebhooks;
  /**
   * Pods that it connects to, of what it keeps for its custom resources, wherever its scope is.
   * @default - none; it talks to the API server alone
   */
  readonly operands?: readonly Operands[];
  /**
   * What it cannot do without: operators of the app, which start before it, software that the Cluster has, and kinds.
   * Custom kinds that its controllers own, create or watch are required without being named here, and so are the
   * operators of the app that reconcile these.
   * @default - what follows from its controllers
   */
  readonly requires?: readonly Requirement[];
  /**
   * How it is watched: monitor, alerts and dashboard; `false` for not at all.
   * @default - as by `{}` where the Cluster states its monitoring and has the Prometheus Operator; not at all
   * elsewhere
   */
  readonly monitoring?: OperatorMonitoringProps | false;
}

/**
 * The install of an operator: Deployment, ServiceAccount, the roles that its controllers need, metrics Service,
 * PodDisruptionBudget and NetworkPolicy, what its webhooks take, and what watches it. Its pods run under the `restricted`
 * pod security standard, spread over nodes and zones, and may connect to DNS, the API server and what {@link connectTo} names.
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
  private readonly webhooks?: WebhookPlan;

  constructor(scope: Construct, id: string, props: OperatorProps) {
    super(scope, id);
    this.name = at(this, 'name', () => checkName('dns-label-1035', props.name ?? id));
    const controllers = at(this, 'controllers', () => checkControllers(props.controllers));
    for (const kind of controllers.map((controller) => kindRefOf(controller.for)))
      if (typeof kind !== 'string' && !('plural' in kind)) knowKind(this, kindOf(kind));
    joinOperators(this, props);
    const leaseName = at(this, 'leaseName', () => checkName('dns-subdomain', props.leaseName ?? this.name));
    const settings = at(this, undefined, () => parseSettings(props));
    const home = this.home();
    this.namespace = namespaceOf(home);
    this.webhooks = at(this, undefined, () => planWebhooks(this, props, settings));
    this.permissions = this.derivePermissions(props, leaseName);
    const labels = appLabels({ name: this.name, component: 'operator' });
    const { namespace, name } = this;
    const { monitoring, framework = CONTROLLER_RUNTIME } = props;
    const endpoint = metricsEndpoint(this, { home, name, namespace, labels, monitoring });
    this.workload = new OperatorWorkload(home, 'Workload', {
      ...props,
      framework,
      additions: endpoint ? [endpoint] : [],
      permissions: this.permissions,
      settings,
      name,
      webhooks: this.webhooks,
      manager: {
        ...settings,
        leaseName,
        metricsCertificate: endpoint && { certDir: METRICS_CERT_DIR },
        webhook: this.webhooks,
        watchNamespaces: props.scope.names,
        labelSelector: props.scope.shard?.selector,
      },
    });
    if (endpoint) {
      new OperatorMonitoring(home, 'Monitoring', {
        ...(monitoring || undefined),
        metrics: (monitoring || undefined)?.metrics ?? framework.metrics,
        name,
        namespace,
        labels,
        selector: selectorLabels({ name, component: 'operator' }),
        port: METRICS_PORT,
        endpoint: { ...endpoint, certificates: [...endpoint.certificates, ...certificatesOf(this.webhooks)] },
        webhooks: webhookNames(this.webhooks),
        conversions: this.webhooks?.conversion.map(({ crdName }) => crdName) ?? [],
      });
    }
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
    this.allowTo(...at(this, 'operands', () => toOperands(props.operands ?? [], props.scope)));
    addCheck(this, conversionCheck(this, props.controllers, this.webhooks));
  }

  /**
   * The webhook by which the operator converts objects, as a CustomResourceDefinition takes it.
   * @throws PlatformError when it converts no kind
   */
  get conversionWebhook(): ConversionWebhook {
    return conversionWebhookOf(this, this.webhooks);
  }

  /** What the cluster has once it is installed: by it, another app can require it. */
  get software(): InstalledSoftware {
    return softwareOf(this.name, this.namespace, OperatorGraph.of(this).within(this));
  }

  /** Opens the way to a target, such as a database that the operator runs, on both sides. */
  connectTo(target: ConnectionTarget): void {
    this.workload.connectTo(target);
  }

  /** Lets the operator's pods connect to others, such as addresses outside the cluster. */
  allowTo(...allowances: readonly Allowance[]): void {
    this.workload.allowTo(...allowances);
  }

  private derivePermissions(props: OperatorProps, leaseName: string): Permissions {
    const { leaseVerbs } = props.framework ?? CONTROLLER_RUNTIME;
    const derived = at(this, undefined, () => derivePermissions({ ...props, leaseName, leaseVerbs }));
    const ofWebhooks = webhookPermissions(this.webhooks, clusterScopedName(this.name, this.namespace));
    const permissions = { ...derived, cluster: [...derived.cluster, ...ofWebhooks] };
    return at(this, undefined, () => checkStated(permissions, props.scope));
  }

  private home(): Construct {
    if (enclosingNamespace(this) !== undefined) return this;
    const namespace = new Namespace(this, 'Namespace', { name: this.name });
    new NetworkPolicy(namespace, 'DefaultDeny', { name: 'default-deny', pods: 'all' });
    return namespace;
  }
}
