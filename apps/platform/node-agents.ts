import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Namespace, NetworkPolicy, NodeAgent, PodSecurityLevel, Probe } from '../../lib';
import { LOKI } from './monitoring';

/** What runs on every node, in a namespace of its own: reading the nodes' logs takes a level that no tenant has. */
export function addNodeAgents(app: Construct): void {
  const namespace = new Namespace(new Chart(app, 'node-agents'), 'node-agents', {
    podSecurity: PodSecurityLevel.PRIVILEGED,
    podSecurityReason: "the log collector reads the nodes' directory of logs as root",
  });
  new NetworkPolicy(namespace, 'default-deny', { pods: 'all' });
  const collector = new NodeAgent(namespace, 'log-collector', {
    image: 'ghcr.io/acme/log-collector:1.17.1',
    hostPaths: ['/var/log'],
    runAsUser: 0,
    writablePaths: ['/tmp'],
    metricsPort: 2020,
    liveness: Probe.http('/api/v1/uptime', 2020),
    readiness: Probe.http('/api/v1/health', 2020),
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    priorityClassName: 'system-node-critical',
  });
  collector.allowTo(LOKI);
}
