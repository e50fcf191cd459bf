import type { Construct } from 'constructs';
import { at, fail } from '../core/errors';
import { emit } from '../core/kube-object';
import { renderRules } from '../core/policy-rules';
import { parsePort } from '../core/values/port';
import { Wave } from '../core/wave';
import { fromMonitoring, toApiServer } from '../network/flows';
import type { ContainerProps } from '../workload/container';
import { type Disruption, DisruptionBudget } from '../workload/disruption-budget';
import { type PodOptions, renderPodTemplate } from '../workload/pod';
import { Probe } from '../workload/probe';
import type { ComputeResources } from '../workload/resources';
import { Workload } from '../workload/workload';
import type { Permission } from './rbac';

/** How an operator runs. */
export interface OperatorWorkloadOptions
  extends PodOptions,
    Omit<ContainerProps, 'name' | 'ports' | 'liveness' | 'readiness'> {
  /**
   * How many pods run; one of them leads, the others stand by.
   * @default 2
   */
  readonly replicas?: number;
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
  /**
   * Port that it serves authenticated metrics on, to the cluster's monitoring alone.
   * @default 8443
   */
  readonly metricsPort?: number;
  /**
   * Port that it answers `/healthz` and `/readyz` on.
   * @default 8081
   */
  readonly healthPort?: number;
  /**
   * How many pods a drain may take at once.
   * @default - one
   */
  readonly disruption?: Disruption;
}

/** Props of {@link OperatorWorkload}. */
export interface OperatorWorkloadProps extends OperatorWorkloadOptions {
  /** Name of every object. */
  readonly name: string;
  /** What it may do in its own namespace. */
  readonly ownNamespace: readonly Permission[];
  /** What it may do in the cluster. */
  readonly cluster: readonly Permission[];
}

const RESOURCES: ComputeResources = {
  requests: { cpu: '50m', memory: '128Mi' },
  limits: { memory: '256Mi' },
};
const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** The objects of an operator that live in, or are bound to, its namespace. */
export class OperatorWorkload extends Workload {
  constructor(scope: Construct, id: string, props: OperatorWorkloadProps) {
    super(scope, id, props.name, 'operator');
    const { name, selector, labels } = this;
    const { replicas = 2 } = props;
    if (!Number.isInteger(replicas) || replicas < 1) {
      fail(this, 'replicas', { problem: 'is not valid', given: replicas, allowed: 'an integer from 1 on' });
    }
    const metricsPort = at(this, 'metricsPort', () => parsePort(props.metricsPort ?? 8443));
    this.emitRoles(props);
    this.emitDeployment(props, replicas, metricsPort);
    this.emitMetricsService(metricsPort);
    new DisruptionBudget(this, 'DisruptionBudget', { name, selector, labels, replicas, ...props.disruption });
    this.allowTo(toApiServer(this));
    this.allowFrom(...fromMonitoring(this, [metricsPort]));
  }

  private emitRoles({ ownNamespace, cluster }: OperatorWorkloadProps): void {
    const { name, namespace, labels } = this;
    const subjects = [{ kind: 'ServiceAccount', name, namespace }];
    emit(this, 'Role', `${RBAC_GROUP}/Role`, { name, labels }, { rules: renderRules(ownNamespace) });
    emit(
      this,
      'RoleBinding',
      `${RBAC_GROUP}/RoleBinding`,
      { name, labels },
      {
        roleRef: { apiGroup: RBAC_GROUP, kind: 'Role', name },
        subjects,
      },
    );
    emit(this, 'ClusterRole', `${RBAC_GROUP}/ClusterRole`, { name, labels }, { rules: renderRules(cluster) });
    emit(
      this,
      'ClusterRoleBinding',
      `${RBAC_GROUP}/ClusterRoleBinding`,
      { name, labels },
      {
        roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name },
        subjects,
      },
    );
  }

  private emitDeployment(props: OperatorWorkloadProps, replicas: number, metricsPort: number): void {
    const { name, labels, selector } = this;
    const healthPort = at(this, 'healthPort', () => parsePort(props.healthPort ?? 8081));
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
              ],
              liveness: Probe.http('/healthz', healthPort, { periodSeconds: 20 }),
              readiness: Probe.http('/readyz', healthPort),
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
