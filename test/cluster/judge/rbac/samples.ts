/** What an object has beside its kind, name and namespace; reviews are objects without any metadata. */
export type Sample = Readonly<Record<string, unknown>>;

const LABELS = { app: 'judged' };
const POD = {
  metadata: { labels: LABELS },
  spec: {
    containers: [
      {
        name: 'main',
        image: 'ghcr.io/acme/main:1.0.0',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    restartPolicy: 'Always',
  },
};
const JOB = { template: { ...POD, spec: { ...POD.spec, restartPolicy: 'Never' } } };
const NOW = '2030-01-31T02:00:00.000000Z';

/** A sample of each resource that is created, patched or updated, by `GROUP/RESOURCE`, for a namespace. */
export const SAMPLES: Readonly<Record<string, (namespace: string) => Sample>> = {
  '/configmaps': () => ({ data: { key: 'value' } }),
  '/events': (namespace) => ({
    involvedObject: { apiVersion: 'v1', kind: 'ConfigMap', name: 'judged', namespace },
    reason: 'Judged',
    type: 'Normal',
  }),
  '/secrets': () => ({ stringData: { key: 'value' } }),
  '/serviceaccounts': () => ({}),
  '/services': () => ({ spec: { selector: LABELS, ports: [{ port: 80 }] } }),
  'apps/deployments': () => ({ spec: { selector: { matchLabels: LABELS }, template: POD } }),
  'apps/statefulsets': () => ({
    spec: { serviceName: 'judged', selector: { matchLabels: LABELS }, template: POD },
  }),
  'authentication.k8s.io/tokenreviews': () => ({ metadata: {}, spec: { token: 'judged' } }),
  'authorization.k8s.io/subjectaccessreviews': () => ({
    metadata: {},
    spec: { user: 'judged', nonResourceAttributes: { path: '/metrics', verb: 'get' } },
  }),
  'batch/cronjobs': () => ({ spec: { schedule: '0 2 * * *', jobTemplate: { spec: JOB } } }),
  'batch/jobs': () => ({ spec: JOB }),
  'coordination.k8s.io/leases': () => ({ spec: { holderIdentity: 'judged' } }),
  'database.example.com/postgresqls': () => ({ spec: { version: '14', storage: '10Gi' } }),
  'database.example.com/postgresqlbackups': () => ({
    spec: { databaseRef: { name: 'judged' }, destination: { url: 's3://judged' } },
  }),
  'database.example.com/postgresqlrestores': () => ({
    spec: { backupRef: { name: 'judged' }, target: { name: 'judged', storage: '10Gi' } },
  }),
  'events.k8s.io/events': (namespace) => ({
    action: 'Judge',
    eventTime: NOW,
    reason: 'Judged',
    regarding: { apiVersion: 'v1', kind: 'ConfigMap', name: 'judged', namespace },
    reportingController: 'example.com/judge',
    reportingInstance: 'judge',
    type: 'Normal',
  }),
  'networking.k8s.io/networkpolicies': () => ({ spec: { podSelector: {} } }),
  'policy/poddisruptionbudgets': () => ({
    spec: { maxUnavailable: 1, selector: { matchLabels: LABELS } },
  }),
};
