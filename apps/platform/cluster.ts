import { CERT_MANAGER, Cluster, type ClusterProps, PROMETHEUS_OPERATOR } from '../../lib';

/** Facts about the cluster that the reference platform runs on. */
export const CLUSTER = {
  kubernetes: process.env.KUBERNETES_VERSION ?? '1.36',
  // API servers before 1.30 are told to enforce them: the feature gate and runtime-config of docs/tenancy/guard-rails.md.
  admissionPolicies: true,
  apiServer: { cidrs: ['10.0.0.1/32', '10.96.0.1/32'], ports: [443, 6443] },
  podCidrs: ['10.244.0.0/16'],
  serviceCidrs: ['10.96.0.0/12'],
  ingress: { namespace: 'ingress-nginx' },
  monitoring: {
    namespace: 'monitoring',
    runbooks: 'https://git.example.com/acme/platform/src/main/docs/runbooks',
  },
  capacity: { cpu: 64, memory: '256Gi', pods: 440, storage: '10Ti' },
  installed: [CERT_MANAGER, PROMETHEUS_OPERATOR],
} satisfies ClusterProps;

/** The cluster that the reference platform runs on. */
export const cluster = new Cluster(CLUSTER);
