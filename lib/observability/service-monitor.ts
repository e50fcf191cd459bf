import { Construct } from 'constructs';
import { Cluster } from '../core/cluster';
import { at, fail, inProp } from '../core/errors';
import { KubeObject } from '../core/kube-object';
import { checkSelector, type StringMap } from '../core/labels';
import { SERVICE_MONITOR } from '../installed/prometheus-operator';
import { requireKind } from '../kind/required-kind';
import { renderEndpoint, type ScrapeEndpoint } from './scrape-endpoint';

/** Props of {@link ServiceMonitor}. */
export interface ServiceMonitorProps {
  /**
   * Name of the object.
   * @default - the construct's id
   */
  readonly name?: string;
  /** Labels that select the Services, in the namespace of the monitor. */
  readonly selector: StringMap;
  /** What is scraped of each pod behind them. */
  readonly endpoints: readonly ScrapeEndpoint[];
  /**
   * Labels of the object, beside those by which the Cluster's Prometheus selects monitors.
   * @default - none
   */
  readonly labels?: StringMap;
}

/**
 * Makes Prometheus scrape the pods behind Services of its namespace, on a cluster with the Prometheus Operator. Series
 * have the labels `namespace`, `pod` and `job`, the name of the Service.
 *
 * A server that is asked by https has its certificate verified; there is no way to leave that out.
 *
 * Throws a PlatformError for a selector that selects everything, and for an endpoint that cannot be scraped.
 */
export class ServiceMonitor extends Construct {
  constructor(scope: Construct, id: string, props: ServiceMonitorProps) {
    super(scope, id);
    requireKind(this, SERVICE_MONITOR, 'what Prometheus scrapes');
    const monitoring = Cluster.find(this)?.monitoring;
    const { endpoints } = props;
    if (endpoints.length === 0) {
      fail(this, 'endpoints', { problem: 'is empty', given: [], allowed: 'at least one endpoint' });
    }
    const byAccount = endpoints.some(({ authorization }) => authorization === 'service-account');
    const scrapeClass = byAccount ? monitoring?.scrapeClass : undefined;
    const spec = {
      selector: { matchLabels: at(this, 'selector', () => checkSelector(props.selector)) },
      ...(scrapeClass !== undefined && { scrapeClass }),
      endpoints: at(this, undefined, () =>
        endpoints.map((endpoint, index) =>
          inProp(`endpoints[${index}]`, () => renderEndpoint(endpoint, scrapeClass)),
        ),
      ),
    };
    const labels = { ...monitoring?.selectorLabels, ...props.labels };
    const metadata = { name: props.name ?? id, labels };
    new KubeObject(this, 'ServiceMonitor', SERVICE_MONITOR, metadata, { spec }, { custom: true });
  }
}
