/**
 * Where controller-runtime looks for certificates when it is told of no other directory, so that its programs need no
 * flag. Sources: `CertDir` in pkg/metrics/server/server.go and in pkg/webhook/server.go.
 */
export const METRICS_CERT_DIR = '/tmp/k8s-metrics-server/serving-certs';
export const WEBHOOK_CERT_DIR = '/tmp/k8s-webhook-server/serving-certs';
