import { Chart } from 'cdk8s';
import { Allowance, Cluster, Peer, PlatformApp, Tenant, VirtualCluster } from '../../lib';

/** Two tenants, each with a virtual cluster: one for development, and one whose control plane has three pods. */
const app = new PlatformApp({
  cluster: new Cluster({
    kubernetes: process.env.KUBERNETES_VERSION ?? '1.36',
    apiServer: { cidrs: ['10.0.0.1/32', '10.96.0.1/32'] },
    podCidrs: ['10.244.0.0/16'],
    serviceCidrs: ['10.96.0.0/12'],
    ingress: { namespace: 'ingress-nginx' },
  }),
});

// Whoever is to use a virtual cluster has rights in it, and none in its namespace on the host.
const gamma = new Tenant(new Chart(app, 'tenant-gamma'), 'gamma', {
  budget: { cpu: 8, memory: '16Gi', pods: 50, services: 20, persistentVolumeClaims: 10, storage: '200Gi' },
  connected: false,
});
const development = new VirtualCluster(gamma.namespace(), 'development', {
  image: 'ghcr.io/loft-sh/vcluster-oss:0.34.0',
  kubernetesImage: 'ghcr.io/loft-sh/kubernetes:v1.34.0',
  storage: '10Gi',
  resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '2Gi' } },
  syncToHost: ['ingresses'],
  syncFromHost: [{ resource: 'storageClasses', reason: 'databases of the team choose between two of them' }],
  ingress: { host: 'development.gamma.example.com' },
});
development.pods.allowTo(Allowance.of(Peer.cidr('203.0.113.0/24'), [443]));

const delta = new Tenant(new Chart(app, 'tenant-delta'), 'delta', {
  budget: { cpu: 16, memory: '32Gi', pods: 100 },
  connected: false,
});
new VirtualCluster(delta.namespace(), 'production', {
  image: 'ghcr.io/loft-sh/vcluster-pro:0.34.0',
  kubernetesImage: 'ghcr.io/loft-sh/kubernetes:v1.34.0',
  store: 'etcd',
  storage: '20Gi',
  resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
});

app.synth();
