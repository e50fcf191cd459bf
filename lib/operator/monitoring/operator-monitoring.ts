import { Construct } from 'constructs';
import { Cluster } from '../../core/cluster';
import { at, fail, PlatformError } from '../../core/errors';
import type { StringMap } from '../../core/labels';
import { Dashboard } from '../../observability/dashboard';
import { secondsOf } from '../../observability/duration';
import { PrometheusRule } from '../../observability/prometheus-rule';
import { checkUrl } from '../../observability/rules';
import { ServiceMonitor } from '../../observability/service-monitor';
import type { FrameworkMetrics } from '../framework/framework';
import { alertRules } from './alert-rules';
import { type MetricsEndpoint, metricsServiceName } from './metrics-endpoint';
import { MetricsReader } from './metrics-reader';
import type { AlertFacts } from './operator-alert';
import { operatorDashboard } from './operator-dashboard';
import { OperatorSeries, type SeriesOwner } from './operator-series';
import type { OperatorMonitoringProps } from './props';

/** What {@link OperatorMonitoring} is made from. */
export interface OperatorMonitoringInput extends OperatorMonitoringProps {
  /** Whose metrics its program serves. */
  readonly metrics: FrameworkMetrics;
  /** Name of the operator. */
  readonly name: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Labels of its objects. */
  readonly labels: StringMap;
  /** Labels that select its Service for metrics. */
  readonly selector: StringMap;
  /** Name of the Service's port. */
  readonly port: string;
  /** How its metrics are served. */
  readonly endpoint: MetricsEndpoint;
  /** Names of its admission webhooks. */
  readonly webhooks: readonly string[];
  /** Names of the definitions whose objects it converts. */
  readonly conversions: readonly string[];
}

/** Longest interval at which a rate over the window of the alerts still has its samples when one scrape fails. */
const LONGEST_INTERVAL = '1m';

/** What watches an operator: who may read its metrics, the scrape, the alerts, the dashboard. */
export class OperatorMonitoring extends Construct {
  constructor(scope: Construct, id: string, props: OperatorMonitoringInput) {
    super(scope, id);
    const {
      name,
      namespace,
      labels,
      endpoint,
      webhooks,
      conversions,
      metrics = 'controller-runtime',
    } = props;
    const { monitoring } = Cluster.of(this);
    if (!monitoring) {
      fail(this, undefined, {
        problem: 'watches an operator, and the Cluster does not state who may read its metrics',
        allowed: "monitoring: { namespace: 'monitoring', serviceAccountName: 'prometheus-k8s' }",
        fix: 'state it, or leave monitoring of the operator out by `monitoring: false`',
      });
    }
    const facts: AlertFacts = {
      controllerRuntime: metrics === 'controller-runtime',
      certificates: endpoint.certificates,
      webhooks,
      conversions,
    };
    const owner: SeriesOwner = { name, namespace, service: metricsServiceName(name) };
    const serviceAccount = { name: monitoring.serviceAccountName, namespace: monitoring.namespace };
    new MetricsReader(this, 'MetricsReader', { name, namespace, labels, serviceAccount });
    this.addMonitor(props);
    this.addAlerts(props, owner, facts, props.runbooks ?? monitoring.runbooks);
    if (props.dashboard ?? true) {
      new Dashboard(this, 'Dashboard', {
        name: `${name}-dashboard`,
        title: `Operator ${namespace}/${name}`,
        tags: ['operator'],
        labels,
        rows: operatorDashboard(new OperatorSeries(owner), facts),
      });
    }
  }

  private addMonitor({
    name,
    labels,
    selector,
    port,
    interval = '30s',
    endpoint,
  }: OperatorMonitoringInput): void {
    at(this, 'interval', () => checkInterval(interval));
    new ServiceMonitor(this, 'ServiceMonitor', {
      name,
      labels,
      selector,
      endpoints: [
        {
          port,
          interval,
          tls: { serverName: endpoint.serverName, ca: { secret: endpoint.secretName } },
          authorization: 'service-account',
        },
      ],
    });
  }

  private addAlerts(
    { name, labels, alerts = {} }: OperatorMonitoringInput,
    owner: SeriesOwner,
    facts: AlertFacts,
    stated: string | undefined,
  ): void {
    const runbooks =
      stated ??
      fail(this, 'runbooks', {
        problem: 'is not stated: nobody who is alerted would know what to do',
        allowed: 'the URL that the pages of docs/runbooks are published under',
        fix: "state it once for all: `new Cluster({ monitoring: { namespace: 'monitoring', runbooks: 'https://…' } })`",
      });
    const folder = at(this, 'runbooks', () => checkUrl(runbooks));
    const rules = at(this, 'alerts', () => alertRules({ owner, facts, tunings: alerts, runbooks: folder }));
    new PrometheusRule(this, 'PrometheusRule', {
      name,
      labels,
      groups: [{ name: `operator-${owner.namespace}-${name}`, rules }],
    });
  }
}

function checkInterval(interval: string): void {
  if (secondsOf(interval) <= secondsOf(LONGEST_INTERVAL)) return;
  throw new PlatformError({
    problem: 'is too long for alerts, which look back for five minutes',
    given: interval,
    allowed: `at most ${LONGEST_INTERVAL}`,
  });
}
