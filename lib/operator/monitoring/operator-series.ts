import { type LabelMatch, series } from '../../observability/expression';

/** What the series of one operator are told by. */
export interface SeriesOwner {
  /** Name of the operator, of its Deployment and of its pods' container. */
  readonly name: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Name of the Service that is scraped. */
  readonly service: string;
}

/** Further labels that series have to have. */
type Labels = Readonly<Record<string, LabelMatch>>;

/** Characters of the name of a pod before the five that are made up for it; what its ReplicaSet is called is cut to them. */
const LONGEST_START = 58;
/** Longest name of a Deployment whose pods have all of it, the hash of their template and two dashes before these. */
const LONGEST_WHOLE = LONGEST_START - 12;

/** The series of one operator, and of no other: however many run in the cluster, or in its namespace. */
export class OperatorSeries {
  constructor(private readonly owner: SeriesOwner) {}

  /** Of a metric that its pods serve. The Prometheus Operator names the job after the Service. */
  own(metric: string, labels: Labels = {}): string {
    const { namespace, service } = this.owner;
    return series(metric, { namespace, job: service, ...labels });
  }

  /** Of a metric that kube-state-metrics serves of Deployments. */
  deployment(metric: string): string {
    const { namespace, name } = this.owner;
    return series(metric, { namespace, deployment: name });
  }

  /** Of a metric that kube-state-metrics serves of containers: those of pods that its Deployment made. */
  container(metric: string, labels: Labels = {}): string {
    const { namespace, name } = this.owner;
    const isCut = name.length > LONGEST_WHOLE;
    const rest = isCut ? '[a-z0-9-]*[a-z0-9]{5}' : '[a-z0-9]+-[a-z0-9]{5}';
    const pod = { matches: `${`${name}-`.slice(0, LONGEST_START)}${rest}` };
    return series(metric, { namespace, pod, container: 'manager', ...labels });
  }

  /**
   * Of a metric of cert-manager on Certificates. Scraped without `honorLabels`, as its chart has it, the namespace of the
   * Certificate is in another label than cert-manager wrote it to.
   */
  certificate(metric: string, names: readonly string[]): string {
    const name = { matches: names.join('|') };
    const { namespace } = this.owner;
    return `(${series(metric, { exported_namespace: namespace, name })} or ${series(metric, { namespace, name })})`;
  }
}

/**
 * How far rates look back. With a scrape every 30 seconds these are ten samples; a rate needs two, and four to outlive
 * a failed scrape.
 */
export const RATE_WINDOW = '5m';
