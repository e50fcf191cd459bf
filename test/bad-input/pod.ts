import {
  EnvSource,
  type InitContainerProps,
  LogSidecar,
  Namespace,
  NodeAgent,
  PodSecurityLevel,
  Probe,
  Volume,
} from '../../lib';
import { type Case, web } from './case';

/** Bad input of the pods of workloads: images, resources, ports, probes, volumes, security. */
export const POD: readonly Case[] = [
  {
    name: 'an image that is never pulled',
    declare: (world) => web(world, { imagePullPolicy: 'Never' as never }),
    says: ['[chart/home/shop] imagePullPolicy is no pull policy', 'given: "Never"', 'Always, IfNotPresent'],
  },
  {
    name: 'an image without a tag',
    declare: (world) => web(world, { image: 'ghcr.io/acme/shop' }),
    says: ['[chart/home/shop] image', 'given: "ghcr.io/acme/shop"', 'tag'],
  },
  {
    name: 'an image with the tag latest',
    declare: (world) => web(world, { image: 'ghcr.io/acme/shop:latest' }),
    says: ['[chart/home/shop] image', 'latest'],
  },
  {
    name: 'the image of a sidecar without a tag',
    declare: (world) =>
      web(world, { sidecars: [new LogSidecar({ image: 'fluentd', directory: '/var/log' }).container] }),
    says: ['[chart/home/shop] sidecars[0].image', 'given: "fluentd"'],
  },
  {
    name: 'memory with an unknown unit',
    declare: (world) => web(world, { resources: { requests: { memory: '1GB' } } }),
    says: ['[chart/home/shop] resources.requests.memory', 'given: "1GB"', 'Gi'],
  },
  {
    name: 'negative CPU',
    declare: (world) => web(world, { resources: { requests: { cpu: -1 } } }),
    says: ['resources.requests.cpu is negative', 'given: "-1"', 'zero or more'],
  },
  {
    name: 'a request over its limit',
    declare: (world) => web(world, { resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } }),
    says: ['resources.requests.memory is over the limit', 'given: "2Gi"', 'at most limits.memory: 1Gi'],
  },
  {
    name: 'a port out of range',
    declare: (world) => web(world, { port: 70000 }),
    says: ['[chart/home/shop] port', 'given: 70000', '65535'],
  },
  {
    name: 'a port that is no integer',
    declare: (world) => web(world, { metricsPort: 80.5 }),
    says: ['[chart/home/shop]', 'given: 80.5', '65535'],
  },
  {
    name: 'one port of two containers, which share one network',
    declare: (world) =>
      web(world, { sidecars: [{ name: 'proxy', image: 'a/b:1', ports: [{ name: 'web', port: 8080 }] }] }),
    says: ['[chart/home/shop] ports is a port of container shop and of container proxy', 'given: 8080'],
  },
  {
    name: 'a toleration of an unknown effect',
    declare: (world) => web(world, { tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoRun' }] }),
    says: ['[chart/home/shop] tolerations[0].effect is unknown', 'given: "NoRun"', 'NoSchedule'],
  },
  {
    name: 'a fraction of a byte',
    declare: (world) => web(world, { resources: { requests: { memory: '100m' } } }),
    says: ['[chart/home/shop] resources.requests.memory is not a number of whole bytes', 'given: "100m"'],
  },
  {
    name: 'a probe path without a slash',
    declare: (world) => web(world, { readiness: Probe.http('healthz', 8080) }),
    says: ['given: "healthz"', 'starts with "/"'],
  },
  {
    name: 'a relative mount path',
    declare: (world) => web(world, { writablePaths: ['tmp'] }),
    says: ['[chart/home/shop] writablePaths', 'given: "tmp"', 'starts with "/"'],
  },
  {
    name: 'two containers with one name',
    declare: (world) => web(world, { initContainers: [{ name: 'shop', image: 'ghcr.io/acme/shop:1.0.0' }] }),
    says: ['[chart/home/shop]', 'two containers with one name', 'given: "shop"'],
  },
  {
    name: 'a variable with an invalid name',
    declare: (world) => web(world, { env: { '1ST': 'x' } }),
    says: ['[chart/home/shop] env', 'given: "1ST"', 'not starting with a digit'],
  },
  {
    name: 'an empty command of a probe',
    declare: (world) => web(world, { readiness: Probe.exec([]) }),
    says: ['is an empty command', 'at least one word'],
  },
  {
    name: 'a probe of an init container',
    declare: (world) =>
      web(world, {
        initContainers: [{ name: 'migrate', image: 'a/b:1', readiness: Probe.tcp(80) } as InitContainerProps],
      }),
    says: ['initContainers[0].readiness', 'runs to completion', 'make the container a sidecar'],
  },
  {
    name: 'a user id that is none',
    declare: (world) => web(world, { runAsUser: -1 }),
    says: ['[chart/home/shop] runAsUser', 'given: -1', '2147483647'],
  },
  {
    name: 'a negative time to stop in',
    declare: (world) => web(world, { terminationGracePeriodSeconds: -5 }),
    says: ['[chart/home/shop] terminationGracePeriodSeconds', 'given: -5', 'an integer from 0 on'],
  },
  {
    name: 'an empty directory of negative size',
    declare: () => Volume.emptyDir('scratch', '-1Gi'),
    says: ['leaves nothing', 'given: "-1Gi"'],
  },
  {
    name: 'the root filesystem as a writable path',
    declare: (world) => web(world, { writablePaths: ['/'] }),
    says: ['[chart/home/shop] writablePaths is the whole root filesystem', 'given: "/"'],
  },
  {
    name: 'a variable that is no text',
    declare: (world) => web(world, { env: { PORT: 8080 as never } }),
    says: ['[chart/home/shop] env.PORT is not the value', 'given: 8080', 'fix: write "8080"'],
  },
  {
    name: 'one writable directory twice',
    declare: (world) => web(world, { writablePaths: ['/tmp', '/tmp/'] }),
    says: ['[chart/home/shop] writablePaths names one directory twice', 'given: "/tmp/"'],
  },
  {
    name: 'the root of a node in another spelling',
    declare: () => Volume.hostPath('node', '/./'),
    says: ['is the whole node', 'given: "/./"'],
  },
  {
    name: 'two volumes of one name',
    declare: (world) =>
      web(world, {
        mounts: [
          { volume: Volume.configMap('a', 'one'), path: '/one' },
          { volume: Volume.configMap('a', 'two'), path: '/two' },
        ],
      }),
    says: ['[chart/home/shop] mounts names two different volumes alike', 'given: "a"'],
  },
  {
    name: 'a variable from no key of a Secret',
    declare: (world) => web(world, { env: { TOKEN: EnvSource.secret('token', '') } }),
    says: ['is not a key of a Secret', 'given: ""'],
  },
  {
    name: 'a variable from a field that pods do not have',
    declare: (world) => web(world, { env: { POD: EnvSource.field('metadata.nam') } }),
    says: ['given: "metadata.nam"', 'metadata.name, metadata.namespace'],
  },
  {
    name: 'a priority class that is no name',
    declare: (world) => web(world, { priorityClassName: 'Very High' }),
    says: ['[chart/home/shop] priorityClassName', 'given: "Very High"'],
  },
  {
    name: 'a node selector with an invalid value',
    declare: (world) => web(world, { nodeSelector: { disk: 'not valid' } }),
    says: ['[chart/home/shop] nodeSelector', 'given: "not valid"'],
  },
  {
    name: 'a directory of the node in a restricted namespace',
    declare: ({ chart }) =>
      new NodeAgent(new Namespace(chart, 'home'), 'agent', {
        image: 'ghcr.io/acme/a:1.0.0',
        hostPaths: ['/var/log'],
      }),
    says: ['[chart/home/agent] mounts', 'given: "restricted"', 'allowed: privileged'],
  },
  {
    name: 'root in a restricted namespace',
    declare: (world) => web(world, { runAsUser: 0 }),
    says: ['[chart/home/shop] runAsUser', 'as root', 'a user id from 1 on'],
  },
  {
    name: 'the whole node as a directory',
    declare: ({ chart }) =>
      new NodeAgent(
        new Namespace(chart, 'home', { podSecurity: PodSecurityLevel.PRIVILEGED, podSecurityReason: 'told' }),
        'agent',
        {
          image: 'ghcr.io/acme/a:1.0.0',
          hostPaths: ['/'],
        },
      ),
    says: ['hostPaths is the whole node', 'given: "/"'],
  },
];
