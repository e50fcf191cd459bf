import { Namespace, PodSecurityLevel, VirtualCluster, type VirtualClusterProps, WebService } from '../../lib';
import { type Case, tenant, type World } from './case';

/** A virtual cluster in the namespace of a tenant. */
const virtual = (world: World, props: Partial<VirtualClusterProps>, id = 'dev'): VirtualCluster =>
  new VirtualCluster(tenant(world, {}).namespace(), id, {
    image: 'ghcr.io/loft-sh/vcluster-oss:0.34.0',
    kubernetesImage: 'ghcr.io/loft-sh/kubernetes:v1.34.0',
    storage: '5Gi',
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '2Gi' } },
    ...props,
  });

/** Bad input of virtual clusters. */
export const VIRTUAL_CLUSTER: readonly Case[] = [
  {
    name: 'several pods of a virtual cluster, each with a database of its own',
    declare: (world) => virtual(world, { replicas: 3 }),
    says: [
      '[chart/alpha/alpha/dev] replicas would give each pod a database of its own',
      'given: 3',
      '1 with store sqlite',
      "fix: store: 'etcd'",
    ],
  },
  {
    name: 'an even number of members of etcd',
    declare: (world) => virtual(world, { store: 'etcd', replicas: 2 }),
    says: ['[chart/alpha/alpha/dev] replicas is an even number', 'given: 2', 'an odd number'],
  },
  {
    name: 'a virtual cluster without a pod',
    declare: (world) => virtual(world, { replicas: 0 }),
    says: ['[chart/alpha/alpha/dev] replicas', 'given: 0', 'an integer from 1 on'],
  },
  {
    name: 'a store that there is none of',
    declare: (world) => virtual(world, { store: 'redis' as 'etcd' }),
    says: ['store is unknown', 'given: "redis"', 'sqlite, etcd'],
  },
  {
    name: 'a virtual cluster whose name is too long for labels of pods',
    declare: (world) => virtual(world, { name: 'a'.repeat(53) }),
    says: ['[chart/alpha/alpha/dev] name is too long', 'at most 52 characters'],
  },
  {
    name: 'a virtual cluster without a version of Kubernetes',
    declare: (world) => virtual(world, { kubernetesImage: 'ghcr.io/loft-sh/kubernetes' }),
    says: ['[chart/alpha/alpha/dev] kubernetesImage has neither a tag nor a digest'],
  },
  {
    name: 'the latest control plane, whatever that is',
    declare: (world) => virtual(world, { image: 'ghcr.io/loft-sh/vcluster-oss:latest' }),
    says: ['[chart/alpha/alpha/dev] image has the tag "latest"'],
  },
  {
    name: 'a DNS of a virtual cluster that is no image',
    declare: (world) => virtual(world, { dnsImage: 'https://example.com/coredns' }),
    says: ['[chart/alpha/alpha/dev] dnsImage is a URL'],
  },
  {
    name: 'a volume of a virtual cluster that is no size',
    declare: (world) => virtual(world, { storage: 'large' }),
    says: ['[chart/alpha/alpha/dev] storage', 'given: "large"'],
  },
  {
    name: 'a volume of a virtual cluster that holds nothing',
    declare: (world) => virtual(world, { storage: 0 }),
    says: ['[chart/alpha/alpha/dev] storage leaves nothing', 'more than zero'],
  },
  {
    name: 'network policies that users of a virtual cluster bring to the host',
    declare: (world) => virtual(world, { syncToHost: ['networkPolicies' as 'ingresses'] }),
    says: [
      '[chart/alpha/alpha/dev] syncToHost would let the users of the virtual cluster open',
      'given: "networkPolicies"',
      'ingresses, podDisruptionBudgets',
    ],
  },
  {
    name: 'volumes that users of a virtual cluster bring to the host',
    declare: (world) => virtual(world, { syncToHost: ['persistentVolumes' as 'ingresses'] }),
    says: ['syncToHost cannot be synced to the host', 'given: "persistentVolumes"'],
  },
  {
    name: 'nodes of the host in a virtual cluster',
    declare: (world) =>
      virtual(world, { syncFromHost: [{ resource: 'nodes' as 'storageClasses', reason: 'metrics' }] }),
    says: ['syncFromHost[0].resource cannot be synced from the host', 'given: "nodes"', 'storageClasses'],
  },
  {
    name: 'a right on the whole cluster that nobody says why a virtual cluster has',
    declare: (world) => virtual(world, { syncFromHost: [{ resource: 'storageClasses', reason: ' ' }] }),
    says: ['syncFromHost[0].reason is no reason', 'given: " "', 'a phrase on one line'],
  },
  {
    name: 'a kind of the host that a virtual cluster sees twice',
    declare: (world) =>
      virtual(world, {
        syncFromHost: [
          { resource: 'storageClasses', reason: 'a' },
          { resource: 'storageClasses', reason: 'b' },
        ],
      }),
    says: ['syncFromHost names a kind twice'],
  },
  {
    name: 'an address as the host name of a virtual cluster',
    declare: (world) => virtual(world, { ingress: { host: '192.0.2.1' } }),
    says: ['[chart/alpha/alpha/dev] ingress.host is an address', 'given: "192.0.2.1"'],
  },
  {
    name: 'a virtual cluster where any pod is admitted',
    declare: ({ chart }) => {
      const home = new Namespace(chart, 'home', {
        podSecurity: PodSecurityLevel.PRIVILEGED,
        podSecurityReason: 'anything goes',
      });
      new VirtualCluster(home, 'dev', {
        image: 'ghcr.io/loft-sh/vcluster-oss:0.34.0',
        kubernetesImage: 'ghcr.io/loft-sh/kubernetes:v1.34.0',
        storage: '5Gi',
        resources: {},
      });
    },
    says: ['[chart/home/dev] is in a namespace that admits any pod', 'given: "privileged"', 'restricted'],
  },
  {
    name: 'a workload beside a virtual cluster',
    declare: (world) => {
      const { node } = virtual(world, {});
      new WebService(node.scope as Namespace, 'shop', { image: 'ghcr.io/acme/shop:1.0.0', port: 8080 });
    },
    says: [
      '[chart/alpha/alpha/shop/Deployment] runs pods in namespace alpha',
      'virtual cluster chart/alpha/alpha/dev',
      'fix: create it in another namespace',
    ],
  },
];
