import * as kplus from 'cdk8s-plus-28';
import { Allowance, Namespace, NetworkPolicy, Peer } from '../../lib';
import type { Case } from './case';

/** Bad input of peers, allowances and policies. */
export const NETWORK: readonly Case[] = [
  {
    name: 'an address range with host bits set',
    declare: () => Peer.cidr('10.0.0.1/8'),
    says: ['given: "10.0.0.1/8"', '10.0.0.0/8'],
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
    name: 'a peer of cdk8s-plus without a namespace',
    declare: ({ chart }) =>
      Peer.of(new kplus.Deployment(chart, 'd', { containers: [{ image: 'x:1', portNumber: 80 }] })),
    says: ['[chart/d] cannot be a peer', 'a namespace'],
  },
];
