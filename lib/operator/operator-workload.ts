import type { Construct } from 'constructs';
import { at, fail } from '../core/errors';
import { emit } from '../core/kube-object';
import { Wave } from '../core/wave';
import { fromMonitoring } from '../network/flows';
import type { ContainerProps } from '../workload/container';
import { DisruptionBudget } from '../workload/disruption-budget';
import { type Env, EnvSource } from '../workload/env';
import { type PodOptions, renderPodTemplate } from '../workload/pod';
import { Probe } from '../workload/probe';
import type { ComputeResources } from '../workload/resources';
import { Workload } from '../workload/workload';
import { CONTROLLER_RUNTIME } from './framework/controller-runtime';
import type { Framework } from './framework/framework';
import type { ManagerSettings } from './framework/manager-settings';
import { parseGracePeriod } from './leader-election';
import { memoryLimitEnv, withMemoryLimit } from './memory-limit';
import { metricsServiceName } from './monitoring/metrics-endpoint';
import type { Permissions } from './permissions/permission';
import { emitRoles } from './permissions/roles';
import type { PodAdditions } from './pod-additions';
import { isSystemPriority, PriorityQuota } from './priority-quota';
import type { OperatorScope } from './scope';
import type { OperatorSettings, ParsedSettings } from './settings';
import type { WebhookPlan } from './webhooks/plan';
import { WebhookServer, webhookAdditions } from './webhooks/webhook-server';

/** How an operator runs. */
export interface OperatorWorkloadOptions
  extends PodOptions,
    OperatorSettings,
    Omit<ContainerProps, 'name' | 'ports' | 'liveness' | 'readiness'> {
  /**
   * What its program is built with, which says how it is told its settings.
   * @default CONTROLLER_RUNTIME
   */
  readonly framework?: Framework;
  /**
   * What it asks for and may use at most.
   * @default - requests 50m CPU and 128Mi of memory, limit 256Mi of memory
   */
  readonly resources?: ComputeResources;
  /**
   * Arguments beside those that the framework takes its settings by.
   * @default - none
   */
  readonly args?: readonly string[];
  /**
   * Priority class, which must exist in the cluster. `system-cluster-critical` keeps it when nodes run short; with it
   * comes the quota without which some clusters admit no such pods outside of kube-system.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;
  /**
   * Seconds that a pod has to stop after it is told to: what it is doing, and then to release the lease.
   * @default - 30, and as long as renewing the lease may take: 40
   */
  readonly terminationGracePeriodSeconds?: number;
  /**
   * Holds the other probes back until it succeeds.
   * @default - asks `/healthz` every 5 seconds, for two minutes
   */
  readonly startup?: Probe;
}

/** Name of the port of the Service for metrics, which no other Service of the operator has. */
export const METRICS_PORT = 'metrics';

/** Props of {@link OperatorWorkload}. */
export interface OperatorWorkloadProps extends Omit<OperatorWorkloadOptions, keyof OperatorSettings> {
  /** The numbers that it runs by, checked. */
  readonly settings: ParsedSettings;
  /** Name of every object. */
  readonly name: string;
  /** What it may do, by where. */
  readonly permissions: Permissions;
  /** Where it does its work. */
  readonly scope: OperatorScope;
  /** The webhooks that it serves. */
  readonly webhooks?: WebhookPlan;
  /** What features add to its pod. */
  readonly additions: readonly PodAdditions[];
  /** What its program is told. */
  readonly manager: ManagerSettings;
}

const RESOURCES: ComputeResources = {
  requests: { cpu: '50m', memory: '128Mi' },
  limits: { memory: '256Mi' },
};

/** Two minutes, in which caches of large clusters fill. */
const STARTUP = { periodSeconds: 5, failureThreshold: 24 };

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
    this.allowFrom(...fromMonitoring(this, [metricsPort]));
    this.emitPriorityQuota(props);
    const { webhooks: plan } = props;
    this.policy.connectApiServer(plan ? [plan.port] : []);
    if (!plan) return;
    new WebhookServer(this, 'Webhooks', { plan, name, namespace: this.namespace, labels, selector });
  }

  private emitPriorityQuota({ priorityClassName }: OperatorWorkloadProps): void {
    if (!isSystemPriority(priorityClassName)) return;
    const { name, labels } = this;
    new PriorityQuota(this, 'PriorityQuota', { name: `${name}-priority`, labels, priorityClassName });
  }

  private emitDeployment(props: OperatorWorkloadProps): void {
    const { name, labels, selector } = this;
    const { framework = CONTROLLER_RUNTIME, resources = RESOURCES } = props;
    const { replicas, metricsPort, healthPort, leaderElection } = props.settings;
    const additions = [...props.additions, ...(props.webhooks ? [webhookAdditions(props.webhooks)] : [])];
    const told = at(this, undefined, () => framework.render(props.manager));
    const limits = at(this, 'resources.limits.memory', () => memoryLimitEnv(framework.runtime, resources));
    emit(
      this,
      'Deployment',
      'apps/Deployment',
      { name, labels },
      {
        spec: {
          replicas,
          selector: { matchLabels: selector },
          // A new pod is ready before an old one goes, however many there are: webhooks stay answered, and one that
          // does not come up replaces none.
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
          template: renderPodTemplate(this, {
            ...props,
            labels,
            serviceAccountName: name,
            automountServiceAccountToken: true,
            spread: replicas > 1 ? selector : undefined,
            terminationGracePeriodSeconds: at(this, 'terminationGracePeriodSeconds', () =>
              parseGracePeriod(props.terminationGracePeriodSeconds, leaderElection),
            ),
            container: {
              ...props,
              name: 'manager',
              args: [...told.args, ...this.ownArgs(props.args, told.args)],
              ports: [
                { name: 'metrics', port: metricsPort },
                { name: 'health', port: healthPort },
                ...additions.flatMap(({ ports = [] }) => ports),
              ],
              // On no port of the webhooks: what depends on them must not restart the pods that serve them.
              startup: props.startup ?? Probe.http('/healthz', healthPort, STARTUP),
              liveness: Probe.http('/healthz', healthPort, { periodSeconds: 20 }),
              readiness: Probe.http('/readyz', healthPort),
              env: {
                ...withMemoryLimit(this.ownEnv(props.env, told.env), limits),
                ...told.env,
              },
              resources,
              mounts: [...(props.mounts ?? []), ...additions.flatMap(({ mounts }) => mounts)],
            },
          }),
        },
      },
      { wave: Wave.OPERATORS },
    );
  }

  /** Of two equal flags programs take the last: what the manifests rest on would not hold. */
  private ownArgs(args: readonly string[] = [], told: readonly string[]): readonly string[] {
    const flagOf = (arg: string): string => arg.replace(/^--?/, '').replace(/=.*$/s, '');
    const flags = new Set(told.map(flagOf));
    const taken = args.find((arg) => arg.startsWith('-') && flags.has(flagOf(arg)));
    if (taken === undefined) return args;
    return fail(this, 'args', {
      problem: 'has a flag that the operator is told its settings by',
      given: taken,
      allowed: `any but ${[...flags].sort().join(', ')}`,
      fix: 'state the setting by its own prop',
    });
  }

  /** A variable that said two things would leave the program with one of them, and the permissions with the other. */
  private ownEnv(env: Env = {}, told: Env): Env {
    const taken = Object.keys(env).find((name) => name in told);
    if (taken === undefined) return env;
    return fail(this, `env.${taken}`, {
      problem: 'is a variable that the operator is told its settings by',
      given: env[taken] instanceof EnvSource ? 'an EnvSource' : env[taken],
      allowed: `any but ${Object.keys(told).sort().join(', ')}`,
      fix: 'state the setting by its own prop',
    });
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
