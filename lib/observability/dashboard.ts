import { createHash } from 'node:crypto';
import { Construct } from 'constructs';
import { at } from '../core/errors';
import { emit } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { checkName } from '../core/names';
import { namespaceOf } from '../core/namespace-scope';
import { type DashboardRow, dashboardModel } from './dashboard-model';

/** Props of {@link Dashboard}. */
export interface DashboardProps {
  /**
   * Name of the ConfigMap.
   * @default - the construct's id
   */
  readonly name?: string;
  /** Title that Grafana shows. */
  readonly title: string;
  /**
   * Words by which Grafana finds it.
   * @default - none
   */
  readonly tags?: readonly string[];
  /** What it shows, from the top. */
  readonly rows: readonly DashboardRow[];
  /**
   * Labels of the ConfigMap, beside the one by which Grafana's sidecar finds it.
   * @default - none
   */
  readonly labels?: StringMap;
}

/** Label of ConfigMaps that Grafana's sidecar loads, as the charts of Grafana and kube-prometheus-stack set it up. */
const SIDECAR_LABEL = { grafana_dashboard: '1' };

/**
 * A dashboard of Grafana, as a ConfigMap that its sidecar finds by the label `grafana_dashboard: "1"`. Panels ask one
 * Prometheus, which is chosen on the dashboard.
 *
 * Throws a PlatformError for a dashboard that shows nothing, and for a panel whose query is none.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const name = at(this, 'name', () => checkName('dns-subdomain', props.name ?? id));
    const { title, tags = [], rows } = props;
    const uid = uidOf(namespaceOf(this), name);
    const model = at(this, undefined, () => dashboardModel({ uid, title, tags, rows }));
    emit(
      this,
      'ConfigMap',
      'v1/ConfigMap',
      { name, labels: { ...props.labels, ...SIDECAR_LABEL } },
      { data: { [`${uid}.json`]: `${JSON.stringify(model, null, 2)}\n` } },
    );
  }
}

/**
 * Links to a dashboard name its uid, which has at most 40 characters and which no other dashboard may have: by the names
 * alone, so that it stays when the code is moved. It names the file too, since the sidecar puts all of them in one folder.
 */
function uidOf(namespace: string, name: string): string {
  const hash = createHash('sha256').update(`${namespace}/${name}`).digest('hex').slice(0, 8);
  return `${name.replaceAll('.', '-').slice(0, 31)}-${hash}`;
}
