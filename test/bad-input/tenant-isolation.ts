import { ApiObject } from 'cdk8s';
import { Allowance, type Budget, NetworkPolicy, Peer, Tenant } from '../../lib';
import { type Case, tenant } from './case';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

/** Ways between tenants, and out of them. */
export const TENANT_ISOLATION: readonly Case[] = [
  {
    name: 'connections of a tenant to itself',
    declare: (world) => {
      const alpha = tenant(world, {});
      alpha.permitConnectionsTo(alpha);
    },
    says: ['[chart/alpha] permitConnectionsTo is given the tenant itself', 'allowed: another tenant'],
  },
  {
    name: 'a permission for no port',
    declare: (world) =>
      tenant(world, {}).permitConnectionsTo(new Tenant(world.chart, 'beta', { budget: AMPLE }), []),
    says: ['[chart/alpha] permitConnectionsTo names no port', 'given: []'],
  },
  {
    name: 'a permission for a port that is none',
    declare: (world) =>
      tenant(world, {}).permitConnectionsTo(new Tenant(world.chart, 'beta', { budget: AMPLE }), [80, 70000]),
    says: ['[chart/alpha] permitConnectionsTo[1]', 'given: 70000'],
  },
  {
    name: 'a namespace of two tenants, of which nothing else is told',
    declare: ({ chart }) => {
      new Tenant(chart, 'alpha', { budget: AMPLE, namespaces: ['x'] });
      new Tenant(chart, 'beta', { budget: AMPLE, namespaces: ['y', 'x'] });
    },
    says: [
      /^\[chart\/beta\] namespaces has a namespace that tenant alpha has as well, at \[chart\/alpha\]; given: "x"; allowed: namespaces of its own$/,
    ],
  },
  {
    name: 'a way between tenants, in a list of a file of others',
    declare: (world) => {
      tenant(world, {});
      new Tenant(world.chart, 'beta', { budget: AMPLE });
      const open = (namespace: string) => ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'open', namespace },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
      });
      new ApiObject(world.chart, 'list', {
        apiVersion: 'v1',
        kind: 'List',
        items: [open('alpha'), open('beta')],
      } as never);
    },
    says: ['[chart/list]', 'beta'],
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
