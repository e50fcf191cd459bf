import * as kplus from 'cdk8s-plus-28';
import { Allowance, Kind, NetworkPolicy, Peer, Subject, Tenant, WebService, z } from '../../lib';
import { type Case, tenant } from './case';

/** Bad input of tenants. */
export const TENANCY: readonly Case[] = [
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
  {
    name: 'a kind without a namespace for the members of a tenant',
    declare: (world) =>
      tenant(world, {
        kinds: [
          new Kind({
            group: 'toys.example.com',
            kind: 'Shelf',
            plural: 'shelves',
            description: 'A shelf.',
            namespaced: false,
            spec: z.strictObject({}),
          }),
        ],
      }),
    says: ['[chart/alpha] kinds has a cluster-scoped kind', 'given: "Shelf"', 'fix: bind a ClusterRole'],
  },
  {
    name: 'a way to the metadata service of clouds',
    declare: (world) =>
      tenant(world, { allowEgress: [Allowance.of(Peer.cidr('0.0.0.0/0', ['10.0.0.0/8']), [443])] }),
    says: [
      '[chart/alpha/alpha/AllowDeclared/NetworkPolicy] spec.egress[0].to[0]',
      'connect to the metadata service',
      'given: "0.0.0.0/0 except 10.0.0.0/8, TCP 443"',
      'allowed: ranges without 169.254.169.254/32',
    ],
  },
  {
    name: 'a way in for anyone',
    declare: (world) => tenant(world, { allowIngress: [Allowance.anyone([8443])] }),
    says: [
      '[chart/alpha/alpha/AllowDeclared/NetworkPolicy] spec.ingress[0] lets pods of namespaces that the app does not know',
      'given: "TCP 8443"',
      'permitConnectionsFromAnyone',
    ],
  },
  {
    name: 'an opening to every pod of a label, which those of another tenant can have',
    declare: (world) => {
      const home = tenant(world, {}).namespace();
      new Tenant(world.chart, 'beta', { budget: { cpu: 4, memory: '8Gi', pods: 20 } });
      new NetworkPolicy(home, 'out', {
        pods: 'all',
        egress: [Allowance.of(Peer.podsOfAllNamespaces({ app: 'cache' }), [6379])],
      });
    },
    says: [
      '[chart/alpha/alpha/out/NetworkPolicy] spec.egress[0].to[0] opens namespace alpha (tenant alpha)',
      'for egress to namespace beta (tenant beta), whose own policies alone prevent it',
      'given: "TCP 6379"',
      'permitConnectionsTo',
    ],
  },
];
