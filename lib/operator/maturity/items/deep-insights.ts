import type { StringMap } from '../../../core/labels';
import { PROMETHEUS_RULE, SERVICE_MONITOR } from '../../../installed/prometheus-operator';
import { isPartOf, type OperatorInstall, specOf } from '../install';
import type { MaturityItems } from '../item';

interface Rule {
  readonly alert?: string;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
}

/** Level 4: what goes on is seen, and who can mend it is told. */
export const DEEP_INSIGHTS: MaturityItems = {
  level: 4,
  name: 'Deep Insights',
  items: [
    {
      title: 'Its metrics are scraped, from a server that is known by its certificate.',
      add: 'State `monitoring` of the Cluster, and the Prometheus Operator and cert-manager among what it has installed.',
      judge: hasMonitor,
    },
    {
      title: 'There are alerts, each with a severity and the address of a runbook.',
      add: 'Leave the alerts of `monitoring` on, or declare a `PrometheusRule` in its namespace.',
      judge: (install) => {
        const alerts = alertsOf(install);
        return (
          alerts.length > 0 &&
          alerts.every(({ labels, annotations }) => labels?.severity && annotations?.runbook_url)
        );
      },
    },
    {
      title: 'There is a dashboard.',
      add: 'Leave the dashboard of `monitoring` on, or declare a `Dashboard` in its namespace.',
      judge: (install) =>
        install
          .own('', 'ConfigMap')
          .some(({ manifest }) => manifest.metadata.labels?.grafana_dashboard !== undefined),
    },
    {
      title: 'It tells users by events what happens to their resources.',
      add: 'Let its roles allow to create events.',
      judge: (install) => ['events.k8s.io', ''].some((group) => install.may('create', group, 'events')),
    },
  ],
  unseen: ['what it logs', 'that operands have metrics and alerts of their own'],
};

function hasMonitor(install: OperatorInstall): boolean {
  const labels = install.services.map(({ manifest }) => manifest.metadata.labels);
  return install.own(SERVICE_MONITOR.group, SERVICE_MONITOR.kind).some((monitor) => {
    const { selector, endpoints = [] } = specOf<{
      readonly selector?: { readonly matchLabels?: StringMap };
      readonly endpoints?: readonly {
        readonly scheme?: string;
        readonly tlsConfig?: { readonly insecureSkipVerify?: boolean };
      }[];
    }>(monitor);
    const isKnown = endpoints.every(
      ({ scheme, tlsConfig }) => scheme?.toLowerCase() === 'https' && tlsConfig?.insecureSkipVerify !== true,
    );
    return endpoints.length > 0 && isKnown && labels.some((all) => isPartOf(selector?.matchLabels, all));
  });
}

function alertsOf(install: OperatorInstall): readonly Rule[] {
  return install
    .own(PROMETHEUS_RULE.group, PROMETHEUS_RULE.kind)
    .flatMap(
      (rule) =>
        specOf<{ readonly groups?: readonly { readonly rules?: readonly Rule[] }[] }>(rule).groups ?? [],
    )
    .flatMap(({ rules = [] }) => rules.filter(({ alert }) => alert !== undefined));
}
