import type { Chart } from 'cdk8s';
import {
  CONTROLLER_RUNTIME,
  environment,
  type Framework,
  javaOperatorSdk,
  Operator,
  type OperatorProps,
  OperatorScope,
  PostgreSQL,
  Shards,
} from '../../lib';
import { only, rendered } from '../support/world';

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

interface Pods {
  readonly strategy: object;
  readonly template: {
    readonly spec: {
      readonly terminationGracePeriodSeconds: number;
      readonly priorityClassName?: string;
      readonly containers: readonly [
        {
          readonly args?: readonly string[];
          readonly env?: readonly Variable[];
          readonly [field: string]: unknown;
        },
      ];
    };
  };
}

const operator = (chart: Chart, props: Partial<OperatorProps> = {}, id = 'op'): Operator =>
  new Operator(chart, id, {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.cluster(),
    ...props,
  });

function pods(props: Partial<OperatorProps>): Pods['template']['spec'] {
  const manifests = rendered((chart) => void operator(chart, props));
  return only<Pods>(manifests, 'Deployment').spec.template.spec;
}

function told(framework: Framework, props: Partial<OperatorProps> = {}) {
  const [{ args, env = [] }] = pods({ framework, ...props }).containers;
  return {
    args,
    env: Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom])),
  };
}

const ALL = {
  leaderElection: { leaseDurationSeconds: 60, renewDeadlineSeconds: 40, retryPeriodSeconds: 5 },
  performance: {
    maxConcurrentReconciles: 4,
    clientQps: 20,
    clientBurst: 30,
    resyncSeconds: 3600,
    cacheLabelSelector: 'app.kubernetes.io/managed-by=op',
    batchSize: 50,
  },
} satisfies Partial<OperatorProps>;

describe('settings reach the program', () => {
  it('of controller-runtime as the flags that kubebuilder scaffolds, and no other where none is stated', () => {
    expect(told(CONTROLLER_RUNTIME)).toEqual({
      args: ['--leader-elect', '--health-probe-bind-address=:8081', '--metrics-bind-address=:8443'],
      env: { GOMEMLIMIT: '230MiB' },
    });
  });

  it('of controller-runtime as flags, each that is stated', () => {
    expect(told(CONTROLLER_RUNTIME, { ...ALL, args: ['--zap-log-level=info'] }).args).toEqual([
      '--leader-elect',
      '--health-probe-bind-address=:8081',
      '--metrics-bind-address=:8443',
      '--leader-elect-lease-duration=60s',
      '--leader-elect-renew-deadline=40s',
      '--leader-elect-retry-period=5s',
      '--max-concurrent-reconciles=4',
      '--kube-api-qps=20',
      '--kube-api-burst=30',
      '--sync-period=3600s',
      '--cache-label-selector=app.kubernetes.io/managed-by=op',
      '--batch-size=50',
      '--zap-log-level=info',
    ]);
  });

  it('of the Java Operator SDK as variables named after its keys', () => {
    const { clientQps, clientBurst, cacheLabelSelector, batchSize, ...performance } = ALL.performance;
    const props = { ...ALL, performance, leaseName: 'databases' };
    const { args, env } = told(javaOperatorSdk({ controllerNames: ['postgre-sql'] }), props);
    expect(args).toBeUndefined();
    expect(env).toEqual({
      HEALTH_PROBE_PORT: '8081',
      JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75',
      JOSDK_CONTROLLER_POSTGRE_SQL_MAX_RECONCILIATION_INTERVAL: 'PT3600S',
      JOSDK_LEADER_ELECTION_LEASE_DURATION: 'PT60S',
      JOSDK_LEADER_ELECTION_LEASE_NAME: 'databases',
      JOSDK_LEADER_ELECTION_RENEW_DEADLINE: 'PT40S',
      JOSDK_LEADER_ELECTION_RETRY_PERIOD: 'PT5S',
      JOSDK_RECONCILIATION_CONCURRENT_THREADS: '4',
      METRICS_PORT: '8443',
    });
  });

  it('of any other program as variables, and who it is', () => {
    expect(told(environment(), { ...ALL, env: { LOG_LEVEL: 'info' } }).env).toEqual({
      BATCH_SIZE: '50',
      CACHE_LABEL_SELECTOR: 'app.kubernetes.io/managed-by=op',
      HEALTH_PROBE_PORT: '8081',
      KUBE_API_BURST: '30',
      KUBE_API_QPS: '20',
      LEASE_DURATION_SECONDS: '60',
      LEASE_NAME: 'op',
      LEASE_RENEW_DEADLINE_SECONDS: '40',
      LEASE_RETRY_PERIOD_SECONDS: '5',
      LOG_LEVEL: 'info',
      MAX_CONCURRENT_RECONCILES: '4',
      METRICS_PORT: '8443',
      NODE_OPTIONS: '--max-old-space-size=192',
      POD_NAME: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
      POD_NAMESPACE: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } },
      RESYNC_SECONDS: '3600',
    });
  });

  it('and the lease is renewed by the verbs of its client', () => {
    const verbs = (framework: Framework) => {
      const manifests = rendered((chart) => void operator(chart, { framework }));
      const { rules } = only(manifests, 'Role') as unknown as { rules: { resourceNames?: string[] }[] };
      return rules.find(({ resourceNames }) => resourceNames?.includes('op'));
    };
    expect(verbs(CONTROLLER_RUNTIME)).toMatchObject({ verbs: ['get', 'update'] });
    expect(verbs(javaOperatorSdk())).toMatchObject({ verbs: ['create', 'get', 'patch', 'update'] });
  });

  it('with the scope and the shard, and for shards the lease, since they run one program', () => {
    const shards = Shards.byLabel('example.com/shard', ['a', 'b']);
    const manifests = rendered((chart) => {
      for (const shard of shards.all) {
        const scope = OperatorScope.namespaces('alpha', 'beta').withShard(shard);
        operator(chart, { scope }, `op-${shard.name}`);
      }
    });
    const [container] = only<Pods>(manifests, 'Deployment', 'op-b').spec.template.spec.containers;
    expect(container.args).toContain('--leader-elect-resource-name=op-b');
    expect(container.env).toEqual([
      { name: 'GOMEMLIMIT', value: '230MiB' },
      { name: 'WATCH_LABEL_SELECTOR', value: 'example.com/shard=b' },
      { name: 'WATCH_NAMESPACE', value: 'alpha,beta' },
    ]);
  });
});

describe('memory', () => {
  const limited = (memory: string | undefined, framework?: Framework) =>
    told(framework ?? CONTROLLER_RUNTIME, { resources: memory === undefined ? {} : { limits: { memory } } })
      .env;

  it('is known to the runtime as a share of what the container may use', () => {
    expect(limited('1Gi').GOMEMLIMIT).toBe('921MiB');
    expect(limited('1Gi', environment()).NODE_OPTIONS).toBe('--max-old-space-size=768');
    expect(limited('1Gi', environment({ runtime: 'jvm' })).JAVA_TOOL_OPTIONS).toBe('-XX:MaxRAMPercentage=75');
    expect(limited('1k').GOMEMLIMIT).toBe('1MiB');
  });

  it('is not known where there is no limit, and as stated where it is stated', () => {
    expect(limited(undefined)).toEqual({});
    expect(limited('0')).toEqual({});
    expect(told(CONTROLLER_RUNTIME, { env: { GOMEMLIMIT: '100MiB' } }).env.GOMEMLIMIT).toBe('100MiB');
  });

  it('is one option among those that are stated', () => {
    const env = { NODE_OPTIONS: '--enable-source-maps' };
    expect(told(environment(), { env }).env.NODE_OPTIONS).toBe(
      '--max-old-space-size=192 --enable-source-maps',
    );
  });
});

describe('a pod of an operator', () => {
  it('has time to finish its work and release the lease', () => {
    expect(pods({}).terminationGracePeriodSeconds).toBe(40);
    expect(pods(ALL).terminationGracePeriodSeconds).toBe(70);
    expect(pods({ terminationGracePeriodSeconds: 11 }).terminationGracePeriodSeconds).toBe(11);
  });

  it('starts, lives and is ready by its own port, on which no webhook is served', () => {
    const [container] = pods({ healthPort: 9000 }).containers;
    const probe = (path: string) => ({ httpGet: { path, port: 9000, scheme: 'HTTP' } });
    expect(container).toMatchObject({
      startupProbe: { ...probe('/healthz'), periodSeconds: 5, failureThreshold: 24 },
      livenessProbe: probe('/healthz'),
      readinessProbe: probe('/readyz'),
    });
  });

  it('of a system priority class comes with a quota that admits it', () => {
    const manifests = rendered(
      (chart) => void operator(chart, { priorityClassName: 'system-cluster-critical', replicas: 3 }),
    );
    expect(only(manifests, 'ResourceQuota')).toMatchObject({
      metadata: { name: 'op-priority', namespace: 'op' },
      spec: {
        hard: { pods: '100' },
        scopeSelector: {
          matchExpressions: [
            { operator: 'In', scopeName: 'PriorityClass', values: ['system-cluster-critical'] },
          ],
        },
      },
    });
    expect(pods({ priorityClassName: 'system-cluster-critical' }).priorityClassName).toBe(
      'system-cluster-critical',
    );
  });

  it('of any other priority class comes without', () => {
    const manifests = rendered((chart) => void operator(chart, { priorityClassName: 'important' }));
    expect(manifests.map(({ kind }) => kind)).not.toContain('ResourceQuota');
  });

  it('is replaced once another is ready, whether there is one or many', () => {
    for (const replicas of [1, 3]) {
      const manifests = rendered((chart) => void operator(chart, { replicas }));
      expect(only<Pods>(manifests, 'Deployment').spec.strategy).toEqual({
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      });
    }
  });
});
