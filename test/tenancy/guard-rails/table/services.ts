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
    'a load balancer that lets some clients in, without ports of the nodes': service({
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts: false,
      loadBalancerSourceRanges: ['203.0.113.0/24'],
    }),
    'an annotation of Argo CD': service({}, { 'argocd.argoproj.io/sync-wave': '1' }),
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
    'a name of another tenant, for a newer external-dns': [
      service({}, { 'external-dns.kubernetes.io/hostname': 'shop.other.example.com' }),
      'a name that external-dns would make',
    ],
    'an address by its reservation': [
      service(
        { type: 'LoadBalancer' },
        {
          'service.beta.kubernetes.io/aws-load-balancer-eip-allocations': 'eipalloc-1',
        },
      ),
      LOAD_BALANCER,
    ],
    'a public address by its name': [
      service({ type: 'LoadBalancer' }, { 'service.beta.kubernetes.io/azure-pip-name': 'blue' }),
      LOAD_BALANCER,
    ],
    'an annotation that nobody says it may use': [
      service({}, { 'example.com/anything': 'a' }),
      'annotation example.com/anything is none that the tenant may use',
    ],
    'an annotation whose key begins as one that it may use': [
      service({}, { 'external-dns.alpha.kubernetes.io/hostname-source': 'a' }),
      'is none that the tenant may use',
    ],
    'a NodePort Service': [service({ type: 'NodePort' }), 'type NodePort is none that the tenant may use'],
    'an ExternalName Service': [
      object('v1', 'Service', { spec: { type: 'ExternalName', externalName: 'metadata.internal' } }),
      'type ExternalName is none',
    ],
    'external addresses': [service({ externalIPs: ['203.0.113.1'] }), 'no externalIPs'],
  },
);
