import type { ApiObjectProps } from 'cdk8s';

const SELECTOR = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' };

/** A tenant's web service: 3 objects, keyed by construct id. */
export function workload(tenant: string, index: number): Readonly<Record<string, ApiObjectProps>> {
  const labels = {
    ...SELECTOR,
    'app.kubernetes.io/managed-by': 'bench',
    'app.kubernetes.io/part-of': tenant,
  };
  const metadata = { name: 'web', namespace: tenant, labels };
  return {
    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        ...metadata,
        annotations: { 'example.com/runbook': `https://example.com/runbooks/${tenant}` },
      },
      spec: {
        replicas: 2 + (index % 3),
        revisionHistoryLimit: 3,
        selector: { matchLabels: SELECTOR },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: { labels, annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' } },
          spec: podSpec(tenant, index),
        },
      },
    },
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: 'ClusterIP',
        selector: SELECTOR,
        ports: [
          { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
          { name: 'metrics', port: 9090, targetPort: 'metrics', protocol: 'TCP' },
        ],
      },
    },
    budget: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: SELECTOR },
      },
    },
  };
}

function podSpec(tenant: string, index: number): object {
  return {
    serviceAccountName: 'web',
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 30,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10001,
      fsGroup: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(
      (topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: SELECTOR },
      }),
    ),
    containers: [
      {
        name: 'web',
        image: `shop/web:1.${index % 20}.0`,
        imagePullPolicy: 'IfNotPresent',
        args: ['--listen=:8080', '--metrics=:9090', `--tenant=${tenant}`],
        env: [
          { name: 'LOG_LEVEL', value: 'info' },
          { name: 'PORT', value: '8080' },
          { name: 'FEATURE_CHECKOUT', value: index % 2 === 0 ? 'true' : 'false' },
          { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'web-database', key: 'uri' } } },
          { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        ],
        ports: [
          { name: 'http', containerPort: 8080, protocol: 'TCP' },
          { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
        ],
        resources: {
          requests: { cpu: `${100 + 10 * (index % 10)}m`, memory: '256Mi' },
          limits: { memory: '512Mi' },
        },
        startupProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 5, failureThreshold: 30 },
        readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 10, timeoutSeconds: 2 },
        livenessProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 20, timeoutSeconds: 2 },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'config', mountPath: '/etc/web', readOnly: true },
        ],
      },
    ],
    volumes: [
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'config', configMap: { name: 'web', optional: true } },
    ],
  };
}
