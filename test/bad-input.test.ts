import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Allowance,
  ArgoCd,
  Cluster,
  type ClusterProps,
  CustomResourceDefinition,
  CustomResourceDefinitionFile,
  EnvSource,
  type InitContainerProps,
  LogSidecar,
  Namespace,
  NetworkPolicy,
  NodeAgent,
  Operator,
  type OperatorProps,
  OperatorScope,
  Peer,
  PlatformApp,
  PodSecurityLevel,
  PostgreSQL,
  PostgreSQLBackup,
  type PostgreSQLProps,
  PostgreSQLRestore,
  Probe,
  Subject,
  Tenant,
  type TenantProps,
  Volume,
  WebService,
  type WebServiceProps,
} from '../lib';

/** What one case declares, in an app whose cluster is fully described. */
interface World {
  readonly app: PlatformApp;
  readonly chart: Chart;
}

interface Case {
  readonly name: string;
  readonly declare: (world: World) => void;
  /** What the message must hold: where, what was given, what is allowed or how to fix it. */
  readonly says: readonly (string | RegExp)[];
}

const CLUSTER: ClusterProps = {
  kubernetes: '1.36',
  apiServer: { cidrs: ['10.0.0.1/32'] },
  ingress: { namespace: 'ingress-nginx' },
  monitoring: { namespace: 'monitoring' },
};

const web = ({ chart }: World, props: Partial<WebServiceProps>, id = 'shop'): WebService =>
  new WebService(new Namespace(chart, 'home'), id, {
    image: 'ghcr.io/acme/shop:1.0.0',
    port: 8080,
    ...props,
  });

const tenant = ({ chart }: World, props: Partial<TenantProps>): Tenant =>
  new Tenant(chart, 'alpha', { budget: { cpu: 4, memory: '8Gi', pods: 20 }, ...props });

const operator = ({ chart }: World, props: Partial<OperatorProps>): Operator =>
  new Operator(chart, 'op', {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.cluster(),
    ...props,
  });

const database = ({ chart }: World, props: object, id = 'orders'): PostgreSQL =>
  new PostgreSQL(new Namespace(chart, 'home'), id, {
    version: '15',
    storage: '10Gi',
    ...props,
  } as PostgreSQLProps);

const rawDatabase = (chart: Chart, spec: object, apiVersion = 'database.example.com/v1'): ApiObject =>
  new ApiObject(chart, 'raw', {
    apiVersion,
    kind: 'PostgreSQL',
    metadata: { name: 'raw', namespace: 'home' },
    spec,
  });

const CASES: readonly Case[] = [
  // Names
  {
    name: 'a workload name with capitals',
    declare: (world) => web(world, {}, 'Shop'),
    says: ['[chart/home/Shop]', 'given: "Shop"', 'lower-case letters'],
  },
  {
    name: 'a workload name over 63 characters',
    declare: (world) => web(world, {}, 'a'.repeat(64)),
    says: ['[chart/home/aaa', 'at most 63'],
  },
  {
    name: 'a workload name that starts with a digit, which no Service may have',
    declare: (world) => web(world, {}, '1shop'),
    says: ['given: "1shop"', 'starting with a letter'],
  },
  {
    name: 'a namespace with an underscore',
    declare: ({ chart }) => new Namespace(chart, 'team_a'),
    says: ['[chart/team_a]', 'given: "team_a"', 'RFC 1123 label'],
  },
  {
    name: 'a chart whose id is no folder name',
    declare: ({ app }) =>
      new ApiObject(new Chart(app, 'My Chart'), 'x', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', namespace: 'y' },
      }),
    says: ['[My Chart]', 'given: "My Chart"', 'folder'],
  },
  // Images
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
  // Quantities
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
    name: 'a budget that is no quantity',
    declare: (world) => tenant(world, { budget: { cpu: 'ten', memory: '8Gi', pods: 20 } }),
    says: ['[chart/alpha/alpha] budget.cpu', 'given: "ten"'],
  },
  {
    name: 'limits below what may be requested',
    declare: (world) =>
      tenant(world, {
        budget: { cpu: 4, memory: '8Gi', memoryLimit: '4Gi', pods: 20 },
      }),
    says: ['[chart/alpha/alpha] budget.memoryLimit is below memory', 'given: "4Gi"', 'at least 8Gi'],
  },
  {
    name: 'a budget of nothing',
    declare: (world) => tenant(world, { budget: { cpu: 0, memory: '8Gi', pods: 20 } }),
    says: ['budget.cpu leaves nothing', 'more than zero'],
  },
  {
    name: 'a budget with a fraction of a pod',
    declare: (world) => tenant(world, { budget: { cpu: 1, memory: '8Gi', pods: 2.5 } }),
    says: ['budget.pods is not a count', 'given: 2.5', 'an integer from 0 on'],
  },
  // Replicas and budgets
  {
    name: 'no replicas of a web service',
    declare: (world) => web(world, { replicas: 0 }),
    says: ['[chart/home/shop] replicas', 'given: 0', 'an integer from 1 on'],
  },
  {
    name: 'no replicas of an operator',
    declare: (world) => operator(world, { replicas: 0 }),
    says: ['replicas', 'given: 0', 'an integer from 1 on'],
  },
  {
    name: 'minAvailable equal to the replicas, which would block every drain',
    declare: (world) => web(world, { replicas: 2, disruption: { minAvailable: 2 } }),
    says: ['disruption.minAvailable', 'given: 2', 'an integer from 1 to 1', 'fix: use maxUnavailable: 1'],
  },
  {
    name: 'minAvailable over the replicas of an operator',
    declare: (world) => operator(world, { replicas: 3, disruption: { minAvailable: 5 } }),
    says: ['[chart/op] disruption.minAvailable', 'given: 5', 'an integer from 1 to 2'],
  },
  {
    name: 'a disruption budget that allows no eviction',
    declare: (world) => web(world, { disruption: { maxUnavailable: 0 } }),
    says: ['disruption.maxUnavailable', 'given: 0', 'an integer from 1 to 1'],
  },
  {
    name: 'a disruption budget that lets every pod be evicted',
    declare: (world) => web(world, { replicas: 2, disruption: { maxUnavailable: 2 } }),
    says: ['disruption.maxUnavailable would let all 2 pods be evicted at once', 'an integer from 1 to 1'],
  },
  {
    name: 'both ways to state a disruption budget',
    declare: (world) => web(world, { replicas: 3, disruption: { maxUnavailable: 1, minAvailable: 1 } }),
    says: ['states both minAvailable and maxUnavailable', 'one of them'],
  },
  {
    name: 'replicas beside an autoscaler',
    declare: (world) => web(world, { replicas: 2, autoscale: { minReplicas: 1, maxReplicas: 3 } }),
    says: ['replicas', 'each would undo what the other sets'],
  },
  {
    name: 'an autoscaler whose maximum is below its minimum',
    declare: (world) =>
      web(world, { autoscale: { minReplicas: 5, maxReplicas: 3 }, resources: { requests: { cpu: '100m' } } }),
    says: ['autoscale.maxReplicas is below minReplicas', 'given: 3', 'an integer from 5 on'],
  },
  {
    name: 'an autoscaler by CPU without a CPU request',
    declare: (world) => web(world, { autoscale: { minReplicas: 1, maxReplicas: 3 } }),
    says: ['resources.requests.cpu is needed to scale by CPU'],
  },
  // Ports, probes, volumes
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
    name: 'more replicas than 32 bits hold',
    declare: (world) => web(world, { replicas: 2 ** 31 }),
    says: ['[chart/home/shop] replicas', 'given: 2147483648', '2147483647'],
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
  // Pod security
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
      new NodeAgent(new Namespace(chart, 'home', { podSecurity: PodSecurityLevel.PRIVILEGED }), 'agent', {
        image: 'ghcr.io/acme/a:1.0.0',
        hostPaths: ['/'],
      }),
    says: ['hostPaths is the whole node', 'given: "/"'],
  },
  // Network
  {
    name: 'an address range with host bits set',
    declare: () => Peer.cidr('10.0.0.1/8'),
    says: ['given: "10.0.0.1/8"', '10.0.0.0/8'],
  },
  {
    name: 'an address range without a prefix length',
    declare: (world) => web(world, { serviceType: 'LoadBalancer', clients: ['10.0.0.1'] }),
    says: ['[chart/home/shop] clients', 'given: "10.0.0.1"'],
  },
  {
    name: 'an exception outside its range',
    declare: () => Peer.cidr('10.0.0.0/8', ['192.168.0.0/16']),
    says: ['given: "192.168.0.0/16"', 'ranges inside 10.0.0.0/8'],
  },
  {
    name: 'an empty selector in a policy',
    declare: ({ chart }) => new NetworkPolicy(new Namespace(chart, 'home'), 'open', { pods: {} }),
    says: ['[chart/home/open] pods is an empty selector', 'given: {}', 'at least one label'],
  },
  {
    name: 'a selector whose only value is empty, which cdk8s-plus would drop',
    declare: ({ chart }) => new NetworkPolicy(new Namespace(chart, 'home'), 'open', { pods: { role: '' } }),
    says: ['is an empty selector', 'each with a value'],
  },
  {
    name: 'an allowance without peers, which would mean everyone',
    declare: () => Allowance.of([], [80]),
    says: ['names no peer', 'Allowance.anyone'],
  },
  {
    name: 'an allowance without ports, which would mean all',
    declare: () => Allowance.of(Peer.namespaces('a'), []),
    says: ['names no port', 'Allowance.allPorts'],
  },
  {
    name: 'a load balancer whose clients nobody named',
    declare: (world) => web(world, { serviceType: 'LoadBalancer' }),
    says: ['[chart/home/shop] clients is needed', 'at least one address range'],
  },
  {
    name: 'a peer of cdk8s-plus without a namespace',
    declare: ({ chart }) =>
      Peer.of(new kplus.Deployment(chart, 'd', { containers: [{ image: 'x:1', portNumber: 80 }] })),
    says: ['[chart/d] cannot be a peer', 'a namespace'],
  },
  {
    name: 'an address as the host of an ingress',
    declare: (world) => web(world, { ingress: { host: '10.0.0.1' } }),
    says: ['[chart/home/shop] ingress.host is an address', 'given: "10.0.0.1"', 'a host name'],
  },
  {
    name: 'an ingress path with an empty part',
    declare: (world) => web(world, { ingress: { host: 'a.example.com', path: '/a//b' } }),
    says: ['[chart/home/shop] ingress.path', 'given: "/a//b"'],
  },
  {
    name: 'an ingress host with a wildcard',
    declare: (world) => web(world, { ingress: { host: '*.example.com' } }),
    says: ['[chart/home/shop] ingress.host', 'given: "*.example.com"'],
  },
  // Tenants
  {
    name: 'a quota below its own workloads',
    declare: (world) =>
      new WebService(tenant(world, { budget: { cpu: 1, memory: '8Gi', pods: 20 } }).namespace(), 'shop', {
        image: 'ghcr.io/acme/shop:1.0.0',
        port: 8080,
        replicas: 3,
        resources: { requests: { cpu: '500m' } },
      }),
    says: ['[chart/alpha/alpha] budget', 'requests.cpu 1, needed 2', 'allowed: at least 2'],
  },
  {
    name: 'a quota below what its autoscaler may reach',
    declare: (world) =>
      new WebService(tenant(world, { budget: { cpu: 40, memory: '80Gi', pods: 5 } }).namespace(), 'shop', {
        image: 'ghcr.io/acme/shop:1.0.0',
        port: 8080,
        autoscale: { minReplicas: 2, maxReplicas: 10 },
        resources: { requests: { cpu: '500m' } },
      }),
    says: ['pods 5, needed 11', 'raise the budget'],
  },
  {
    name: 'a request over the limit that the tenant gives to whom states none',
    declare: (world) =>
      new WebService(tenant(world, {}).namespace(), 'shop', {
        image: 'ghcr.io/acme/shop:1.0.0',
        port: 8080,
        resources: { requests: { memory: '1Gi' } },
      }),
    says: ['resources.requests.memory is over the limit that namespace alpha gives', 'at most 256Mi'],
  },
  {
    name: 'nobody as a member',
    declare: (world) => tenant(world, { viewers: [Subject.user('  ')] }),
    says: ['cannot be a member of a tenant', 'given: "  "'],
  },
  {
    name: 'everybody as the owner of a tenant',
    declare: (world) => tenant(world, { owners: [Subject.group('system:authenticated')] }),
    says: ['given: "system:authenticated"', 'everybody'],
  },
  {
    name: "a namespace that is the cluster's own",
    declare: (world) => tenant(world, { namespaces: ['kube-system'] }),
    says: ['[chart/alpha] namespaces', 'given: "kube-system"'],
  },
  {
    name: 'a tenant without a namespace',
    declare: (world) => tenant(world, { namespaces: [] }),
    says: ['[chart/alpha] namespaces', 'at least one name'],
  },
  {
    name: 'a namespace that the tenant does not have',
    declare: (world) => tenant(world, {}).namespace('gamma'),
    says: ['[chart/alpha] namespace is not a namespace of the tenant', 'given: "gamma"', 'one of alpha'],
  },
  {
    name: 'limits in the quota that the defaults leave open',
    declare: (world) => tenant(world, { budget: { cpu: 4, cpuLimit: 8, memory: '8Gi', pods: 20 } }),
    says: ['containerDefaults.limits.cpu is missing', 'a quantity'],
  },
  {
    name: 'a cdk8s-plus object in a tenant that would land elsewhere',
    declare: (world) => new kplus.ConfigMap(tenant(world, {}).namespace(), 'config', { data: { a: 'b' } }),
    says: ['[chart/alpha/alpha/config/Resource]', 'would land elsewhere', "metadata: { namespace: 'alpha' }"],
  },
  {
    name: 'a ServiceAccount of cdk8s-plus without a namespace as a member',
    declare: ({ chart }) => Subject.serviceAccount(new kplus.ServiceAccount(chart, 'sa')),
    says: ['a ServiceAccount without a namespace', 'fix: set `metadata.namespace`'],
  },
  // Operators
  {
    name: 'an operator without controllers',
    declare: (world) => operator(world, { controllers: [] }),
    says: ['[chart/op] controllers is empty', 'at least one controller'],
  },
  {
    name: 'two controllers for one kind',
    declare: (world) => operator(world, { controllers: [{ for: PostgreSQL }, { for: PostgreSQL }] }),
    says: ['[chart/op] controllers has two controllers for one kind', 'database.example.com/PostgreSQL'],
  },
  {
    name: 'an operator that would read every Secret of the cluster',
    declare: (world) => operator(world, { controllers: [{ for: PostgreSQL, owns: ['v1/Secret'] }] }),
    says: ['[chart/op] controllers would read every Secret of the cluster', 'OperatorScope.namespaces'],
  },
  {
    name: 'an object without a namespace owned by one in a namespace',
    declare: (world) =>
      operator(world, { controllers: [{ for: PostgreSQL, owns: ['v1/PersistentVolume'] }] }),
    says: ['[chart/op] controllers has a PostgreSQL own a PersistentVolume', 'namespaced kinds'],
  },
  {
    name: 'an operator limited to no namespace',
    declare: () => OperatorScope.namespaces(),
    says: ['names no namespace', 'at least one name'],
  },
  {
    name: 'metrics and health on one port',
    declare: (world) => operator(world, { metricsPort: 8081 }),
    says: ['[chart/op] metricsPort is the health port as well', 'given: 8081'],
  },
  // Kinds
  {
    name: 'a version that the kind does not have',
    declare: (world) => database(world, { version: '11' }),
    says: ['[chart/home/orders]', 'version', '"11"', '15'],
  },
  {
    name: 'more replicas than the kind allows',
    declare: (world) => database(world, { replicas: 6 }),
    says: ['[chart/home/orders]', 'replicas', '6', '5'],
  },
  {
    name: 'no replicas of a database',
    declare: (world) => database(world, { replicas: 0 }),
    says: ['[chart/home/orders]', 'replicas', '0', '1'],
  },
  {
    name: 'storage in a unit that the kind does not take',
    declare: (world) => database(world, { storage: '100GB' }),
    says: ['[chart/home/orders]', 'storage', '"100GB"', '^[0-9]+[MGT]i$'],
  },
  {
    name: 'a schedule with seconds',
    declare: (world) => database(world, { backupSchedule: '0 0 2 * * *' }),
    says: ['[chart/home/orders]', 'backupSchedule', '0 0 2 * * *'],
  },
  {
    name: 'a schedule out of range',
    declare: (world) => database(world, { backupSchedule: '0 25 * * *' }),
    says: ['backupSchedule', 'hour', '23'],
  },
  {
    name: 'a field that the kind does not have',
    declare: (world) => database(world, { replica: 3 }),
    says: ['[chart/home/orders]', 'replica'],
  },
  {
    name: 'a backup to no known kind of store',
    declare: ({ chart }) =>
      new PostgreSQLBackup(new Namespace(chart, 'home'), 'b', {
        databaseRef: { name: 'orders' },
        destination: { url: 'ftp://backups' },
      }),
    says: ['[chart/home/b]', 'destination.url', 'ftp://backups'],
  },
  {
    name: 'a restore that names no backup',
    declare: ({ chart }) =>
      new PostgreSQLRestore(new Namespace(chart, 'home'), 'r', {
        target: { name: 'orders-2', storage: '10Gi' },
      } as never),
    says: ['[chart/home/r]', 'backupRef'],
  },
  {
    name: 'a restore over a database that exists',
    declare: (world) => {
      const home = database(world, {}).node.scope as Namespace;
      new PostgreSQLRestore(home, 'r', {
        backupRef: { name: 'b' },
        target: { name: 'orders', storage: '10Gi' },
      });
    },
    says: ['[chart/home/r] target.name is the database at [chart/home/orders', 'the name of a new database'],
  },
  // Custom resources that no construct of ours made
  {
    name: 'a database made by cdk8s, with a field that is wrong and one that is none',
    declare: (world) => {
      database(world, {});
      rawDatabase(world.chart, { version: '15', storage: '10Gi', replicas: 9, size: 'L' });
    },
    says: [
      '[chart/raw] spec.replicas is above its maximum; given: 9; allowed: an integer from 1 to 5',
      '[chart/raw] spec.size is not a field; given: "L"; allowed: ',
    ],
  },
  {
    name: 'a database of a version that is not served',
    declare: ({ chart }) => {
      new CustomResourceDefinition(chart, 'kind', { kind: PostgreSQL });
      rawDatabase(chart, { version: '15', storage: '10Gi' }, 'database.example.com/v2');
    },
    says: ['[chart/raw] apiVersion', 'given: "database.example.com/v2"', 'allowed: database.example.com/v1'],
  },
  {
    name: 'definitions from a file that is not there',
    declare: ({ chart }) => new CustomResourceDefinitionFile(chart, 'kinds', { file: 'nowhere.yaml' }),
    says: ['[chart/kinds] file cannot be read', 'given: "nowhere.yaml"'],
  },
  {
    name: 'definitions from a file without any',
    declare: ({ chart }) => new CustomResourceDefinitionFile(chart, 'kinds', { file: 'cdk8s.yaml' }),
    says: [
      '[chart/kinds] file has a document that is no object of Kubernetes',
      'allowed: objects with apiVersion',
    ],
  },
  // Identities
  {
    name: 'two objects with one identity',
    declare: ({ app }) => {
      for (const id of ['one', 'two']) new Namespace(new Chart(app, id), 'shared');
    },
    says: [
      '[two/shared/Namespace]',
      'the first is at [one/shared/Namespace]',
      'fix: give one of them another name',
    ],
  },
  {
    name: 'one kind defined twice',
    declare: ({ chart }) => {
      for (const id of ['one', 'two']) new CustomResourceDefinition(chart, id, { kind: PostgreSQL.kind });
    },
    says: ['[chart/two', 'postgresqls.database.example.com', 'second object with one identity'],
  },
  {
    name: 'a namespace on a cluster-scoped object',
    declare: ({ app }) =>
      new kplus.ClusterRole(new Chart(app, 'roles', { namespace: 'team' }), 'reader').allowRead(
        kplus.ApiResource.NODES,
      ),
    says: ['[roles/reader/Resource]', 'ClusterRole is cluster-scoped', 'given: "team"', 'a Chart without'],
  },
  {
    name: 'a namespaced object without a namespace',
    declare: ({ chart }) => new kplus.ConfigMap(chart, 'config', { data: { a: 'b' } }),
    says: ['[chart/config/Resource]', 'has no namespace', 'metadata.namespace'],
  },
  {
    name: 'a workload outside of any namespace',
    declare: ({ chart }) => new WebService(chart, 'shop', { image: 'ghcr.io/acme/shop:1.0.0', port: 8080 }),
    says: ['[chart/shop] has no namespace', 'fix: create it inside a Namespace'],
  },
  {
    name: 'an object with an invalid name',
    declare: ({ chart }) =>
      new ApiObject(chart, 'x', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'Bad_Name', namespace: 'home' },
      }),
    says: ['[chart/x] metadata.name is not a valid name', 'given: "Bad_Name"'],
  },
  {
    name: 'a label with an invalid value',
    declare: ({ chart }) => new Namespace(chart, 'home', { labels: { team: 'a b' } }),
    says: ['[chart/home] labels', 'given: "a b"', 'at most 63 letters'],
  },
  {
    name: 'a chart that depends on another',
    declare: ({ app, chart }) => {
      const other = new Chart(app, 'other');
      new Namespace(other, 'b');
      new Namespace(chart, 'a');
      chart.addDependency(other);
    },
    says: ['[chart] depends on [other] in another chart', 'fix: create both in one chart'],
  },
  // Cluster and delivery
  {
    name: 'an unsupported version of Kubernetes',
    declare: () => new Cluster({ kubernetes: '1.20' }),
    says: ['Cluster.kubernetes', 'given: "1.20"', "'1.28'"],
  },
  {
    name: 'a patch version of Kubernetes',
    declare: () => new Cluster({ kubernetes: 'v1.36.1' }),
    says: ['Cluster.kubernetes', 'given: "v1.36.1"', 'without a patch'],
  },
  {
    name: 'API server addresses that are none',
    declare: () => new Cluster({ kubernetes: '1.36', apiServer: { cidrs: [] } }),
    says: ['Cluster.apiServer.cidrs is empty', 'at least one'],
  },
  {
    name: 'a delivery path that leaves the repository',
    declare: () => new ArgoCd({ repoUrl: 'https://git.example.com/a.git', path: '../dist' }),
    says: ['path', '../dist'],
  },
];

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'bad-input-'));
});
afterEach(() => fs.rmSync(home, { recursive: true }));

function synthesize(declare: Case['declare']): void {
  const app = new PlatformApp({ outdir: path.join(home, 'dist'), cluster: new Cluster(CLUSTER) });
  // A good chart beside the bad one: it must not be written either.
  new Namespace(new Chart(app, 'good'), 'good');
  declare({ app, chart: new Chart(app, 'chart') });
  app.synth();
}

test('there are at least 40 cases, each with a name of its own', () => {
  expect(new Set(CASES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(40);
});

test('what the cases start from is good', () => {
  synthesize((world) => {
    web(world, {});
    tenant(world, {});
    operator(world, {});
  });
  expect(fs.readdirSync(path.join(home, 'dist')).sort()).toEqual(['chart', 'good']);
});

test.each(CASES)('$name is refused with a clear message and nothing is written', ({ declare, says }) => {
  let message = '';
  try {
    synthesize(declare);
  } catch (error) {
    message = (error as Error).message;
  }
  for (const part of says) expect(message).toMatch(typeof part === 'string' ? literally(part) : part);
  expect(fs.readdirSync(home)).toEqual([]);
});

test('an operator on a cluster whose API server has no stated address is told how to find it', () => {
  const app = new PlatformApp({ outdir: home, cluster: new Cluster({ kubernetes: '1.36' }) });
  expect(() => operator({ app, chart: new Chart(app, 'chart') }, {})).toThrow(
    /\[chart\/op\/.*must reach the API server.*kubectl get endpointslices/,
  );
});

test('a construct in an app without a Cluster is told how to state one', () => {
  const app = new PlatformApp({ outdir: home });
  expect(() => new Namespace(new Chart(app, 'chart'), 'a')).toThrow(/\[chart\/a\] has no Cluster.*provideTo/);
});

test('all problems of a synth are told at once', () => {
  expect(() =>
    synthesize(({ chart }) => {
      new kplus.ConfigMap(chart, 'one', { data: { a: 'b' } });
      new kplus.ConfigMap(chart, 'two', { data: { a: 'b' } });
    }),
  ).toThrow(/2 problem\(s\)[\s\S]*\[chart\/one\/Resource\][\s\S]*\[chart\/two\/Resource\]/);
});

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
