import { Chart } from 'cdk8s';
import { type ClusterProps, Namespace, PodSecurityLevel } from '../../lib/core';
import { NodeAgent, type NodeAgentProps, Volume } from '../../lib/workload';
import { kindsOf, manifestOf, messageOf, newApp, newChart, yamlOf } from '../core/support';
import { specOf } from '../network/policies';
import { containerOf, homeAt, podOf } from './support';

/** An agent in a namespace that admits what it needs. */
function agent(props: Partial<NodeAgentProps> = {}, cluster: Partial<ClusterProps> = {}): NodeAgent {
  const chart = new Chart(newApp(cluster), 'chart');
  const agents = new Namespace(chart, 'agents', {
    podSecurity: PodSecurityLevel.PRIVILEGED,
    podSecurityReason: 'told',
  });
  return new NodeAgent(agents, 'logs', { image: 'ghcr.io/acme/logs:1.4.0', ...props });
}

describe('a node agent', () => {
  it('with all that it may have reads as reviewed', () => {
    const chart = newChart('agents');
    new NodeAgent(chart, 'logs', {
      image: 'ghcr.io/acme/logs:1.4.0',
      args: ['--from', '/var/log'],
      hostPaths: ['/var/log'],
      metricsPort: 2020,
      resources: { requests: { cpu: '50m', memory: '64Mi' } },
      priorityClassName: 'system-node-critical',
    });
    expect(yamlOf(chart)).toMatchSnapshot();
  });

  it('is a DaemonSet, an account and a policy', () => {
    expect(kindsOf(agent())).toEqual(['DaemonSet', 'Namespace', 'NetworkPolicy', 'ServiceAccount']);
  });

  it('is replaced on one node at a time', () => {
    expect(manifestOf(agent(), 'DaemonSet').spec).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    });
  });

  it('runs on nodes of the control plane too, unless it is told where', () => {
    const [toleration] = podOf(agent(), 'DaemonSet').tolerations ?? [];
    expect(toleration).toEqual({
      key: 'node-role.kubernetes.io/control-plane',
      operator: 'Exists',
      effect: 'NoSchedule',
    });
    expect(podOf(agent({ tolerations: [] }), 'DaemonSet').tolerations).toBeUndefined();
  });

  it('reads directories of the node at the path that they have there, and never writes them', () => {
    const pod = podOf(agent({ hostPaths: ['/var/log', '/etc/ssl'] }), 'DaemonSet');
    expect(pod.volumes).toEqual([
      { name: 'host-etc-ssl', hostPath: { path: '/etc/ssl', type: 'Directory' } },
      { name: 'host-var-log', hostPath: { path: '/var/log', type: 'Directory' } },
    ]);
    expect(containerOf(pod, 'logs').volumeMounts).toEqual([
      { name: 'host-var-log', mountPath: '/var/log', readOnly: true },
      { name: 'host-etc-ssl', mountPath: '/etc/ssl', readOnly: true },
    ]);
  });

  it.each<[string, readonly string[]]>([
    ['are alike', ['/a/b', '/a-b', '/A/b']],
    ['are long', [`/${'a'.repeat(70)}/b`, `/${'a'.repeat(70)}/c`]],
  ])('reads each of several directories whose names %s', (_, hostPaths) => {
    const pod = podOf(agent({ hostPaths }), 'DaemonSet');
    expect(new Set(pod.volumes?.map(({ name }) => name)).size).toBe(hostPaths.length);
  });

  it('is refused one directory twice', () => {
    expect(messageOf(() => agent({ hostPaths: ['/var/log', '/var/log/'] }))).toContain(
      '[chart/agents/logs] hostPaths names one directory twice; given: "/var/log/"',
    );
  });

  it('mounts other volumes beside', () => {
    const mounts = [{ volume: Volume.configMap('settings', 'logs'), path: '/etc/logs' }];
    const pod = podOf(agent({ mounts, hostPaths: ['/var/log'] }), 'DaemonSet');
    expect(pod.volumes?.map(({ name }) => name)).toEqual(['host-var-log', 'settings']);
  });

  it('is refused the whole node', () => {
    expect(messageOf(() => agent({ hostPaths: ['/'] }))).toContain(
      '[chart/agents/logs] hostPaths is the whole node',
    );
  });

  it.each(['//', '/.', '/./', '///'])('is refused the whole node under another name: %s', (path) => {
    expect(messageOf(() => agent({ hostPaths: [path] }))).toContain('[chart/agents/logs] hostPaths');
  });

  it.each(['var/log', '/var/../etc', 'C:\\logs', ''])(
    'is refused a path that is not absolute: %j',
    (path) => {
      expect(messageOf(() => agent({ hostPaths: [path] }))).toContain(
        `[chart/agents/logs] hostPaths is not an absolute path; given: ${JSON.stringify(path)}`,
      );
    },
  );

  it.each([PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED])(
    'is refused directories of the node in a namespace that is %s',
    (podSecurity) => {
      const make = (): unknown =>
        new NodeAgent(homeAt(podSecurity), 'logs', { image: 'logs:1', hostPaths: ['/var/log'] });
      expect(messageOf(make)).toMatch(
        new RegExp(
          `^\\[chart/home/logs\\] mounts .+namespace home does not admit; given: "${podSecurity}"; allowed: privileged; fix: `,
        ),
      );
    },
  );

  it('serves metrics to the monitoring alone', () => {
    const scraped = agent({ metricsPort: 2020 });
    expect(containerOf(podOf(scraped, 'DaemonSet'), 'logs').ports).toEqual([
      { name: 'metrics', containerPort: 2020, protocol: 'TCP' },
    ]);
    expect(specOf(manifestOf(scraped, 'NetworkPolicy')).ingress).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: [{ port: 2020, protocol: 'TCP' }],
      },
    ]);
  });

  it('serves them to nobody where there is no monitoring', () => {
    const scraped = agent({ metricsPort: 2020 }, { monitoring: undefined });
    expect(specOf(manifestOf(scraped, 'NetworkPolicy')).ingress).toBeUndefined();
  });
});
