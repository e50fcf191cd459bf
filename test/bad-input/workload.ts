import { WebService } from '../../lib';
import { type Case, web } from './case';

/** Bad input of workloads as a whole: their names, replicas, budgets, autoscalers and ingresses. */
export const WORKLOAD: readonly Case[] = [
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
    name: 'no replicas of a web service',
    declare: (world) => web(world, { replicas: 0 }),
    says: ['[chart/home/shop] replicas', 'given: 0', 'an integer from 1 on'],
  },
  {
    name: 'minAvailable equal to the replicas, which would block every drain',
    declare: (world) => web(world, { replicas: 2, disruption: { minAvailable: 2 } }),
    says: ['disruption.minAvailable', 'given: 2', 'an integer from 1 to 1', 'fix: use maxUnavailable: 1'],
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
  {
    name: 'more replicas than 32 bits hold',
    declare: (world) => web(world, { replicas: 2 ** 31 }),
    says: ['[chart/home/shop] replicas', 'given: 2147483648', '2147483647'],
  },
  {
    name: 'an address range without a prefix length',
    declare: (world) => web(world, { serviceType: 'LoadBalancer', clients: ['10.0.0.1'] }),
    says: ['[chart/home/shop] clients', 'given: "10.0.0.1"'],
  },
  {
    name: 'a load balancer whose clients nobody named',
    declare: (world) => web(world, { serviceType: 'LoadBalancer' }),
    says: ['[chart/home/shop] clients is needed', 'at least one address range'],
  },
  {
    name: 'node ports of what is no load balancer',
    declare: (world) => web(world, { allocateNodePorts: false }),
    says: ['[chart/home/shop] allocateNodePorts is for a load balancer', 'serviceType is ClusterIP'],
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
  {
    name: 'a workload outside of any namespace',
    declare: ({ chart }) => new WebService(chart, 'shop', { image: 'ghcr.io/acme/shop:1.0.0', port: 8080 }),
    says: ['[chart/shop] has no namespace', 'fix: create it inside a Namespace'],
  },
];
