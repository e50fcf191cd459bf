import type { Construct } from 'constructs';
import { emit } from '../core/kube-object';
import { Wave } from '../core/wave';
import { Allowance } from '../network/allowance';
import { fromMonitoring, toApiServer } from '../network/flows';
import type { ContainerPort, ContainerProps } from '../workload/container';
import { DisruptionBudget } from '../workload/disruption-budget';
import { type PodOptions, renderPodTemplate } from '../workload/pod';
import { Probe } from '../workload/probe';
import type { ComputeResources } from '../workload/resources';
import type { Mount } from '../workload/volume';
import { Workload } from '../workload/workload';
import type { Permissions } from './permissions/permission';
import { emitRoles } from './permissions/roles';
import type { OperatorScope } from './scope';
import type { OperatorSettings } from './settings';
import type { WebhookPlan } from './webhooks/plan';
import { WebhookServer, webhookAdditions } from './webhooks/webhook-server';

/** How an operator runs. */
export interface OperatorWorkloadOptions
  extends PodOptions,
    OperatorSettings,
    Omit<ContainerProps, 'name' | 'ports' | 'liveness' | 'readiness'> {
  /**
   * What it asks for and may use at most.
   * @default - requests 50m CPU and 128Mi of memory, limit 256Mi of memory
   */
  readonly resources?: ComputeResources;
  /**
   * Arguments beside those for leader election, probes and metrics.
   * @default - none
   */
  readonly args?: readonly string[];
}

/** What a feature of an operator adds to its pods. */
export interface PodAdditions {
  /** Ports that its container listens on. */
  readonly ports: readonly ContainerPort[];
  /** Volumes that its container sees. */
  readonly mounts: readonly Mount[];
}

/** Props of {@link OperatorWorkload}. */
export interface OperatorWorkloadProps extends Omit<OperatorWorkloadOptions, keyof OperatorSettings> {
  /** The numbers that it runs by, checked. */
  readonly settings: Required<OperatorSettings>;
  /** Name of every object. */
  readonly name: string;
  /** What it may do, by where. */
  readonly permissions: Permissions;
  /** Where it does its work. */
  readonly scope: OperatorScope;
  /** The webhooks that it serves. */
  readonly webhooks?: WebhookPlan;
}

const RESOURCES: ComputeResources = {
  requests: { cpu: '50m', memory: '128Mi' },
  limits: { memory: '256Mi' },
};

/** The objects of an operator that live in, or are bound to, its namespace. */
export class OperatorWorkload extends Workload {
  constructor(scope: Construct, id: string, props: OperatorWorkloadProps) {
    super(scope, id, props.name, 'operator');
    const { name, selector, labels } = this;
    const { replicas, metricsPort, disruption } = props.settings;
    emitRoles(this, { ...props, namespace: this.namespace, labels });
    this.emitDeployment(props);
    this.emitMetricsService(metricsPort);
    new DisruptionBudget(this, 'DisruptionBudget', { name, selector, labels, replicas, ...disruption });
    this.allowTo(toApiServer(this));
    this.allowFrom(...fromMonitoring(this, [metricsPort]));
    const { webhooks: plan } = props;
    if (!plan) return;
    new WebhookServer(this, 'Webhooks', { plan, name, namespace: this.namespace, labels, selector });
    // Where the API server calls from has no address and no label that a policy could name on every cluster.
    this.allowFrom(Allowance.anyone([plan.port]));
  }

  private emitDeployment(props: OperatorWorkloadProps): void {
    const { name, labels, selector } = this;
    const { replicas, metricsPort, healthPort } = props.settings;
    const additions = props.webhooks && webhookAdditions(props.webhooks);
    emit(
      this,
      'Deployment',
      'apps/Deployment',
      { name, labels },
      {
        spec: {
          replicas,
          selector: { matchLabels: selector },
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
          template: renderPodTemplate(this, {
            ...props,
            labels,
            serviceAccountName: name,
            automountServiceAccountToken: true,
            spread: replicas > 1 ? selector : undefined,
            container: {
              ...props,
              name: 'manager',
              args: [
                // Also with one replica: while a rollout surges there are two.
                '--leader-elect',
                `--health-probe-bind-address=:${healthPort}`,
                `--metrics-bind-address=:${metricsPort}`,
                ...(props.args ?? []),
              ],
              ports: [
                { name: 'metrics', port: metricsPort },
                { name: 'health', port: healthPort },
                ...(additions?.ports ?? []),
              ],
              mounts: [...(props.mounts ?? []), ...(additions?.mounts ?? [])],
              liveness: Probe.http('/healthz', healthPort, { periodSeconds: 20 }),
              readiness: Probe.http('/readyz', healthPort),
              env: {
                ...props.env,
                ...(props.scope.names && { WATCH_NAMESPACE: props.scope.names.join(',') }),
                ...(props.scope.shard && { WATCH_LABEL_SELECTOR: props.scope.shard.selector }),
              },
              resources: props.resources ?? RESOURCES,
            },
          }),
        },
      },
      { wave: Wave.OPERATORS },
    );
  }

  private emitMetricsService(port: number): void {
    emit(
      this,
      'MetricsService',
      'v1/Service',
      { name: `${this.name}-metrics`, labels: this.labels },
      {
        spec: {
          ports: [{ name: 'https', port, protocol: 'TCP', targetPort: 'metrics' }],
          selector: this.selector,
          type: 'ClusterIP',
        },
      },
    );
  }
}
