import { PlatformError } from '../../core/errors';
import type { LeaderElection } from '../leader-election';
import type { Performance } from '../performance';

/** Where a server of the program finds its certificate. */
export interface ServerCertificate {
  /** Directory with `tls.crt` and `tls.key`. */
  readonly certDir: string;
}

/** What the program of an operator is told. What is `undefined` is left to the program. */
export interface ManagerSettings {
  /** Name of the lease by which replicas elect their leader. */
  readonly leaseName: string;
  /** How long leaders lead. */
  readonly leaderElection: LeaderElection;
  /** Port that it answers `/healthz` and `/readyz` on. */
  readonly healthPort: number;
  /** Port that it serves authenticated metrics on. */
  readonly metricsPort: number;
  /** Certificate that metrics are served with; without one the program makes its own. */
  readonly metricsCertificate?: ServerCertificate;
  /** Server that answers webhooks; none where the operator has no webhooks. */
  readonly webhook?: ServerCertificate & {
    /** Port of the pod. */
    readonly port: number;
  };
  /** Namespaces that it watches; `undefined` for all. */
  readonly watchNamespaces?: readonly string[];
  /** Labels of what it reconciles, as `kubectl -l` takes them; `undefined` for everything. */
  readonly labelSelector?: string;
  /** How much it does at once. */
  readonly performance: Performance;
}

/**
 * Refuses a setting that a framework has not.
 * @param fix what to do instead
 */
export function refuseSetting(framework: string, prop: string, given: unknown, fix: string): void {
  if (given === undefined) return;
  throw new PlatformError({ problem: `is no setting of ${framework}`, given, fix }, { prop });
}

/** Removes what is not stated. */
export function stated(
  values: Readonly<Record<string, string | number | undefined>>,
): Record<string, string> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** Environment variables of the servers of a program that takes them so: their ports, and where their certificates are. */
export function serverEnv(settings: ManagerSettings): Record<string, string> {
  return stated({
    HEALTH_PROBE_PORT: settings.healthPort,
    METRICS_PORT: settings.metricsPort,
    METRICS_CERT_DIR: settings.metricsCertificate?.certDir,
    WEBHOOK_PORT: settings.webhook?.port,
    WEBHOOK_CERT_DIR: settings.webhook?.certDir,
  });
}

/** Environment variables that operators of every framework read their scope from, as kubebuilder's and the Operator SDK's do. */
export function scopeEnv({ watchNamespaces, labelSelector }: ManagerSettings): Record<string, string> {
  return stated({ WATCH_NAMESPACE: watchNamespaces?.join(','), WATCH_LABEL_SELECTOR: labelSelector });
}
