import { NAMES, object, service } from '../objects';
import { type Row, rows } from './row';

const LOAD_BALANCER = 'chooses neither the address nor the class of its load balancer';

/** Rows of the rule `services`. */
export const SERVICES: readonly Row[] = rows(
  'services',
  {
    'a Service of no stated type': service({}),
    'a headless Service': service({ clusterIP: 'None' }),
    'a load balancer, which the budget has': service({ type: 'LoadBalancer' }),
    'names of the domain': service(
      { type: 'LoadBalancer' },
      { [NAMES]: 'a.guarded.example.com, guarded.example.com' },
    ),
  },
  {
    'an address of the load balancer': [
      service({ type: 'LoadBalancer', loadBalancerIP: '203.0.113.1' }),
      LOAD_BALANCER,
    ],
    'a class of the load balancer': [
      service({ type: 'LoadBalancer', loadBalancerClass: 'example.com/other' }),
      LOAD_BALANCER,
    ],
    'an address of MetalLB': [
      service({ type: 'LoadBalancer' }, { 'metallb.io/loadBalancerIPs': '203.0.113.1' }),
      LOAD_BALANCER,
    ],
    'an address of an older MetalLB': [
      service({ type: 'LoadBalancer' }, { 'metallb.universe.tf/address-pool': 'public' }),
      LOAD_BALANCER,
    ],
    'a name of another tenant': [
      service({ clusterIP: 'None' }, { [NAMES]: 'a.guarded.example.com,shop.other.example.com' }),
      'a name that external-dns would make',
    ],
    'an internal name of another tenant': [
      service({}, { 'external-dns.alpha.kubernetes.io/internal-hostname': 'other.example.com' }),
      'a name that external-dns would make',
    ],
    'a NodePort Service': [service({ type: 'NodePort' }), 'type NodePort is none that the tenant may use'],
    'an ExternalName Service': [
      object('v1', 'Service', { spec: { type: 'ExternalName', externalName: 'metadata.internal' } }),
      'type ExternalName is none',
    ],
    'external addresses': [service({ externalIPs: ['203.0.113.1'] }), 'no externalIPs'],
  },
);
