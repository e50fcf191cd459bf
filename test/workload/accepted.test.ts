import { Chart } from 'cdk8s';
import fc from 'fast-check';
import { Namespace, PodSecurityLevel } from '../../lib/core';
import {
  EnvSource,
  LogSidecar,
  NodeAgent,
  type NodeAgentProps,
  Probe,
  Volume,
  WebService,
  type WebServiceProps,
} from '../../lib/workload';
import { manifestsOf, newApp } from '../core/support';
import { SchemaValidator } from '../support/schema-validator';

const VERSIONS = ['1.28', '1.30', '1.32', '1.34', '1.36'];

const port = fc.integer({ min: 1, max: 65535 });
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const optional = <T>(values: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<T> =>
  fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<T>;
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { maxLength: 2 });

const probe = fc.oneof(
  port.map((number) => Probe.tcp(number)),
  port.map((number) => Probe.grpc(number, { periodSeconds: 5 })),
  port.map((number) => Probe.http('/health', number)),
  some(word).map((words) => Probe.exec(['check', ...words])),
);
const amounts = optional({ cpu: fc.constantFrom('100m', 0.25), memory: fc.constantFrom('128Mi', '1Gi') });
const env = fc.dictionary(
  word,
  fc.oneof(
    fc.string(),
    word.map((name) => EnvSource.secret(name, 'key')),
    word.map((name) => EnvSource.configMap(name, 'key')),
    fc.constant(EnvSource.field('metadata.name')),
  ),
  { noNullPrototype: true, maxKeys: 3 },
);

const container = {
  command: some(word),
  args: some(fc.string()),
  env,
  resources: optional({ requests: amounts }),
  startup: probe,
  liveness: probe,
  readiness: probe,
  writablePaths: fc.constantFrom([], ['/tmp', '/run']),
  mounts: fc.constantFrom(
    [{ volume: Volume.configMap('settings', 'settings'), path: '/etc/settings' }],
    [{ volume: Volume.persistentVolumeClaim('data', 'data'), path: '/data', readOnly: true }],
  ),
  runAsUser: fc.constantFrom(1, 65534),
};
const pod = {
  ...container,
  sidecars: fc.constantFrom([], [new LogSidecar({ image: 'logs:1', directory: '/logs' }).container]),
  initContainers: fc.constantFrom([], [{ name: 'init', image: 'init:1', env: { A: '1' } }]),
  podAnnotations: fc.dictionary(word, fc.string(), { noNullPrototype: true, maxKeys: 2 }),
  nodeSelector: fc.constant({ disk: 'fast' }),
  tolerations: fc.constantFrom([], [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }]),
  priorityClassName: word,
  terminationGracePeriodSeconds: fc.nat(600),
};

const web = fc.oneof(
  optional<Partial<WebServiceProps>>({
    ...pod,
    replicas: fc.integer({ min: 1, max: 5 }),
    metricsPort: fc.constant(9090),
    ingress: fc.constantFrom({ host: 'a.example.com' }, { host: 'b.example.com', clusterIssuer: 'ca' }),
    clients: fc.constant(['192.0.2.0/24']),
    servicePort: fc.constantFrom(80, 443),
  }),
  optional<Partial<WebServiceProps>>({
    disruption: fc.constantFrom({ minAvailable: 1 }, { maxUnavailable: 1 }),
  }),
  fc.constantFrom<Partial<WebServiceProps>>(
    { autoscale: { minReplicas: 1, maxReplicas: 3 }, resources: { requests: { cpu: 1 } } },
    { serviceType: 'LoadBalancer', clients: ['192.0.2.0/24', '2001:db8::/32'] },
    { serviceType: 'NodePort', clients: ['192.0.2.0/24'] },
  ),
);
const agent = optional<Partial<NodeAgentProps>>({
  ...pod,
  hostPaths: fc.constantFrom(['/var/log'], ['/var/log', '/var/lib/containers']),
  metricsPort: port,
});

describe('the objects of a workload', () => {
  it.each(VERSIONS)('are what the API server of Kubernetes %s accepts', (kubernetes) => {
    const validator = new SchemaValidator(kubernetes);
    fc.assert(
      fc.property(web, agent, (webProps, agentProps) => {
        const chart = new Chart(newApp({ kubernetes }), 'chart');
        const home = new Namespace(chart, 'home', {
          podSecurity: PodSecurityLevel.PRIVILEGED,
          podSecurityReason: 'told',
        });
        new WebService(home, 'web', { image: 'web:1', port: 8080, ...webProps });
        new NodeAgent(home, 'agent', { image: 'agent:1', ...agentProps });
        const refused = manifestsOf(chart).map(({ kind, ...rest }) => [
          kind,
          ...validator.errors({ kind, ...rest }),
        ]);
        expect(refused.filter(({ length }) => length > 1)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
