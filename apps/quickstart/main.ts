import { Chart } from 'cdk8s';
import { Cluster, PlatformApp, Subject, Tenant, WebService } from '../../lib';

// Facts about the cluster, stated once. Every construct finds them from the tree.
const { KUBERNETES_VERSION = '1.36' } = process.env;
const app = new PlatformApp({
  cluster: new Cluster({ kubernetes: KUBERNETES_VERSION, ingress: { namespace: 'ingress-nginx' } }),
});

// A tenant: namespace, quota, limits, roles and default deny.
const team = new Tenant(new Chart(app, 'team-a'), 'team-a', {
  owners: [Subject.group('team-a')],
  budget: { cpu: 4, memory: '8Gi', pods: 20 },
});

// A web service in it: Deployment, Service, Ingress, PodDisruptionBudget and NetworkPolicy.
new WebService(team.namespace(), 'hello', {
  image: 'ghcr.io/acme/hello:1.0.0',
  port: 8080,
  ingress: { host: 'hello.example.com' },
});

app.synth();
