import type { FrameworkMetrics } from '../framework/framework';
import type { AlertTunings } from './alert-rules';

/** How an operator is watched. */
export interface OperatorMonitoringProps {
  /**
   * Whose metrics its program serves. On those of controller-runtime there are alerts and panels; with `'other'` there are
   * those that need nothing but its pods.
   * @default - what the operator's `framework` serves
   */
  readonly metrics?: FrameworkMetrics;
  /**
   * How often it is scraped, at most every minute: alerts look back for five.
   * @default '30s'
   */
  readonly interval?: string;
  /**
   * Secret of its namespace with the certificate that it serves metrics with: `tls.crt`, `tls.key`, and in `ca.crt` what
   * the first is verified by. The certificate is for `<name>-metrics.<namespace>.svc`.
   * @default - one that cert-manager keeps, where the Cluster has it
   */
  readonly certificateSecret?: string;
  /**
   * Where the runbooks of its alerts are published: the URL of the folder.
   * @default - what the Cluster states of its monitoring
   */
  readonly runbooks?: string;
  /**
   * What is different for its alerts; `false` leaves one out.
   * @default - every alert, as its runbook says
   */
  readonly alerts?: AlertTunings;
  /**
   * Whether it has a dashboard.
   * @default true
   */
  readonly dashboard?: boolean;
}
