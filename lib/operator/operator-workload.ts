import type { Construct } from 'constructs';
import { emit } from '../core/kube-object';
import { renderRules } from '../core/policy-rules';
import { Wave } from '../core/wave';
import { fromMonitoring, toApiServer } from '../network/flows';
import type { ContainerProps } from '../workload/container';
import { DisruptionBudget } from '../workload/disruption-budget';
import { type PodOptions, renderPodTemplate } from '../workload/pod';
import { Probe } from '../workload/probe';
import type { ComputeResources } from '../workload/resources';
import type { Mount } from '../workload/volume';
import { Workload } from '../workload/workload';
import { metricsServiceName } from './monitoring/metrics-endpoint';
import type { Permission, Permissions } from './rbac';
import type { OperatorScope } from './scope';
import type { OperatorSettings } from './settings';

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

/** What a feature adds to the operator's pod. */
export interface PodAdditions {
  /** Volumes that the operator's container sees. */
  readonly mounts: readonly Mount[];
}

/** Name of the port of the Service for metrics, which no other Service of the operator has. */
export const METRICS_PORT = 'metrics';

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
  /** What features add to its pod. */
  readonly additions: readonly PodAdditions[];
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
    const { replicas, metricsPort, disruption } = props.settings;
    this.emitRoles(props);
    this.emitDeployment(props);
    this.emitMetricsService(metricsPort);
    new DisruptionBudget(this, 'DisruptionBudget', { name, selector, labels, replicas, ...disruption });
    this.allowTo(toApiServer(this));
    this.allowFrom(...fromMonitoring(this, [metricsPort]));
  }

  private emitRoles({ permissions, scope }: OperatorWorkloadProps): void {
    const { name } = this;
    this.emitRole('Role', name, permissions.ownNamespace);
    this.emitBinding('RoleBinding', { kind: 'Role', name });
    // One role for what it does wherever its scope is, bound there, and one for what has no namespace.
    this.emitRole('ClusterRole', name, [...permissions.cluster, ...(scope.names ? [] : permissions.scope)]);
    this.emitBinding('ClusterRoleBinding', { kind: 'ClusterRole', name });
    if (!scope.names) return;
    const scoped = `${name}-scope`;
    this.emitRole('ClusterRole', scoped, permissions.scope);
    for (const namespace of scope.names)
      this.emitBinding('RoleBinding', { kind: 'ClusterRole', name: scoped }, namespace);
  }

  private emitRole(kind: 'Role' | 'ClusterRole', name: string, permissions: readonly Permission[]): void {
    emit(
      this,
      `${kind}-${name}`,
      `${RBAC_GROUP}/${kind}`,
      { name, labels: this.labels },
      { rules: renderRules(permissions) },
    );
  }

  private emitBinding(
    kind: 'RoleBinding' | 'ClusterRoleBinding',
    role: { readonly kind: string; readonly name: string },
    namespace?: string,
  ): void {
    const subjects = [{ kind: 'ServiceAccount', name: this.name, namespace: this.namespace }];
    const id = [kind, role.name, namespace].filter(Boolean).join('-');
    emit(
      this,
      id,
      `${RBAC_GROUP}/${kind}`,
      { name: role.name, namespace, labels: this.labels },
      { roleRef: { apiGroup: RBAC_GROUP, ...role }, subjects },
      { elsewhere: namespace !== undefined },
    );
  }

  private emitDeployment(props: OperatorWorkloadProps): void {
    const { name, labels, selector } = this;
    const { replicas, metricsPort, healthPort } = props.settings;
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
              env: {
                ...props.env,
                ...(props.scope.names && { WATCH_NAMESPACE: props.scope.names.join(',') }),
              },
              resources: props.resources ?? RESOURCES,
              mounts: [...(props.mounts ?? []), ...props.additions.flatMap(({ mounts }) => mounts)],
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
      { name: metricsServiceName(this.name), labels: this.labels },
      {
        spec: {
          ports: [{ name: METRICS_PORT, port, protocol: 'TCP', targetPort: 'metrics' }],
          selector: this.selector,
          type: 'ClusterIP',
        },
      },
    );
  }
}
